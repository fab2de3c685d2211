"""The shell page is Streamlit's, made German, and its hash belongs to the script that is served."""

import base64
import hashlib
import re
import subprocess
import sys

import pytest

from dashboard.web import shell

PAGE = """<!DOCTYPE html><html lang="en"><head><title>Streamlit</title>
<link rel="service-desc" href="./x.json" /><script>eins()</script><script src="a.js"></script></head>
<body><noscript><p>You need to enable JavaScript</p></noscript></body></html>"""


def test_the_installed_page_says_german_and_keeps_streamlit_s_files():
    text = shell.load().body.decode()
    assert '<html lang="de">' in text
    assert 'lang="en"' not in text
    assert "<title>Lagebild Migration und Teilhabe</title>" in text
    assert "JavaScript eingeschaltet" in text
    assert "You need to enable" not in text
    assert 'rel="service-desc"' not in text
    assert re.search(r'<script type="module" crossorigin src="\./static/js/index\.\w+\.js">', text)


def test_every_inline_script_of_the_served_page_has_its_hash_and_no_other():
    served = shell.load()
    scripts = re.findall(rb"<script>(.*?)</script>", served.body, re.DOTALL)
    assert len(scripts) == 1
    digests = tuple("sha256-" + base64.b64encode(hashlib.sha256(script).digest()).decode() for script in scripts)
    assert served.script_hashes == digests
    handlers = re.findall(rb"\son\w+=", served.body)
    assert handlers == []


def test_another_page_is_rewritten_alike(tmp_path):
    path = tmp_path / "index.html"
    path.write_text(PAGE)
    served = shell.load(path)
    assert b"service-desc" not in served.body
    assert served.script_hashes == ("sha256-" + base64.b64encode(hashlib.sha256(b"eins()").digest()).decode(),)


@pytest.mark.parametrize("missing", ['<html lang="en">', "<title>Streamlit</title>", "noscript"])
def test_a_page_that_looks_otherwise_stops_the_start(tmp_path, missing):
    path = tmp_path / "index.html"
    path.write_text(PAGE.replace(missing, "<x>"))
    with pytest.raises(RuntimeError, match="places like"):
        shell.load(path)


def test_gate_and_sign_in_are_put_together_without_streamlit(tmp_path):
    program = (
        "import sys; from dashboard import web; from dashboard.settings import Settings;"
        "from dashboard.store import Store; store = Store.open(sys.argv[1]);"
        "print(len(web.build(store, Settings()).middleware), 'streamlit' in sys.modules); store.close()"
    )
    command = [sys.executable, "-c", program, f"sqlite:///{tmp_path / 'a.sqlite3'}"]
    ended = subprocess.run(command, capture_output=True, text=True, check=True)
    assert ended.stdout == "1 False\n"
