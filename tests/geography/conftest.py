"""Real files, read once, and stores to register them in."""

import shutil
import zipfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import pyogrio
import pytest
import shapely

from dashboard.geography import directory
from dashboard.geography.directory import Directory
from dashboard.store import Store
from dashboard.store.engine import make_engine

Write = Callable[..., Path]


@pytest.fixture(scope="session")
def vg5000(shared_data: Path) -> Path:
    """Official product of 2021, zipped Shapefile in Gauß-Krüger."""
    return shared_data / "geo" / "VG5000_GEM_2021_gk3_shape.zip"


@pytest.fixture(scope="session")
def directory_file(shared_data: Path) -> Path:
    return shared_data / "directory" / "GV100AD_301123.txt"


@pytest.fixture(scope="session")
def listed(directory_file: Path) -> Directory:
    """The Gemeindeverzeichnis of 30.11.2023."""
    return directory.read(directory_file.read_bytes(), directory_file.name)


@pytest.fixture(scope="session")
def migrated(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An empty data base file with all tables, to be copied."""
    path = tmp_path_factory.mktemp("migriert") / "leer.sqlite3"
    Store.open(f"sqlite:///{path}").close()
    return path


@pytest.fixture
def embedded(migrated: Path, tmp_path: Path) -> Iterator[Store]:
    """A fresh store on SQLite, for rules that are no matter of the data base."""
    path = Path(shutil.copy(migrated, tmp_path / "lagebild.sqlite3"))
    store = Store(make_engine(f"sqlite:///{path}"))
    yield store
    store.close()


@pytest.fixture
def write_layer(tmp_path: Path) -> Write:
    """Write a layer as GDAL would: ``write_layer(name, rows, shapes, crs, layer=..., append=...)``."""

    def write(
        name: str, rows: Sequence[Mapping[str, Any]], shapes: Sequence[Any], crs: str | None, **options: Any
    ) -> Path:
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        fields = list(rows[0])
        pyogrio.raw.write(
            path,
            geometry=shapely.to_wkb(np.array(shapes, dtype=object)),
            field_data=[np.array([row[field] for row in rows], dtype=object) for field in fields],
            fields=fields,
            crs=crs,
            **{"geometry_type": "MultiPolygon", **options},
        )
        return path

    return write


@pytest.fixture
def zipped(tmp_path: Path) -> Callable[[str, Sequence[Path]], Path]:
    """Pack files into a ZIP: ``zipped("name.zip", paths)``."""

    def pack(name: str, paths: Sequence[Path]) -> Path:
        target = tmp_path / name
        with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
            for path in paths:
                archive.write(path, f"ordner/{path.name}")
        return target

    return pack
