// Turning the pages of a presentation. Everything is in the page already: nothing here asks the network for anything.
"use strict";

(() => {
  const root = document.documentElement;
  const slides = [...document.querySelectorAll("main > .slide:not([data-back])")];
  const overview = document.getElementById("uebersicht");
  const black = document.getElementById("schwarz");
  const typedBox = document.getElementById("nummer");
  const message = document.getElementById("meldung");
  let current = 0; // place of the slide in the talk
  let shown = null; // what is on the screen: that slide or one behind it
  let typed = "";
  let opener = null; // the place of the map that was opened

  const titleOf = (slide) => slide.querySelector("h2").textContent;
  const layerOf = (slide) => slide.querySelector(":scope > .layer");
  const say = (text) => { message.textContent = text; };

  function put(slide, words) {
    if (shown) {
      shown.hidden = true;
      const layer = layerOf(shown);
      if (layer) layer.hidden = true;
    }
    shown = slide;
    shown.hidden = false;
    shown.querySelector(".figure").scrollTop = 0;
    say(words);
  }

  function go(place) {
    current = Math.min(Math.max(place, 0), slides.length - 1);
    opener = null;
    put(slides[current], `Folie ${current + 1} von ${slides.length}: ${titleOf(slides[current])}`);
    shown.focus({ preventScroll: true });
    history.replaceState(null, "", `#${current + 1}`);
  }

  function enter(door) {
    const slide = document.getElementById(door.dataset.door);
    if (!slide) return;
    opener = door;
    put(slide, `${titleOf(slide)}. Zurück zur Karte mit Escape.`);
    slide.focus({ preventScroll: true });
  }

  function leave() {
    const from = opener;
    opener = null;
    put(slides[current], `Zurück: ${titleOf(slides[current])}`);
    if (from) from.focus({ preventScroll: true });
  }

  function table() {
    const layer = layerOf(shown);
    if (!layer) return;
    layer.hidden = !layer.hidden;
    layer.scrollTop = 0;
    (layer.hidden ? shown : layer).focus({ preventScroll: true });
    say(layer.hidden ? "Tabelle geschlossen" : `Tabelle: ${titleOf(shown)}`);
  }

  function number(text) {
    typed = text;
    typedBox.textContent = text;
    typedBox.hidden = !text;
  }

  function theme() {
    root.dataset.theme = root.dataset.theme === "dark" ? "light" : "dark";
    say(root.dataset.theme === "dark" ? "Dunkle Darstellung" : "Helle Darstellung");
  }

  function fullScreen() {
    if (document.fullscreenElement) document.exitFullscreen();
    else root.requestFullscreen().catch(() => {});
  }

  function overviewOpens() {
    overview.showModal();
    overview.querySelectorAll("[data-go]")[current].focus();
  }

  function escape() {
    const layer = layerOf(shown);
    if (typed) number("");
    else if (layer && !layer.hidden) table();
    else if ("back" in shown.dataset) leave();
    else overviewOpens();
  }

  const KEYS = {
    ArrowRight: () => go(current + 1), ArrowLeft: () => go(current - 1),
    ArrowDown: () => go(current + 1), ArrowUp: () => go(current - 1),
    PageDown: () => go(current + 1), PageUp: () => go(current - 1),
    " ": () => go(current + 1), Home: () => go(0), End: () => go(slides.length - 1),
    Escape: escape, d: theme, t: table, f: fullScreen,
    Backspace: () => { if (typed) number(typed.slice(0, -1)); else if ("back" in shown.dataset) leave(); },
    b: () => { black.hidden = false; say("Schwarzer Bildschirm"); },
  };
  KEYS["."] = KEYS.b;

  function scrolls(event) {
    const layer = layerOf(shown);
    return layer && !layer.hidden && ["ArrowUp", "ArrowDown"].includes(event.key);
  }

  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.altKey || event.metaKey) return;
    if (!black.hidden) {
      black.hidden = true;
      say("");
      event.preventDefault();
      return;
    }
    if (overview.open) {
      if (event.key.toLowerCase() === "f") fullScreen();
      return; // the dialog knows Escape and Tab by itself
    }
    if (/^[0-9]$/.test(event.key)) {
      number((typed + event.key).slice(0, 4));
      event.preventDefault();
      return;
    }
    const door = document.activeElement && document.activeElement.closest("[data-door]");
    if (event.key === "Enter" || event.key === " ") {
      if (typed) {
        if (event.key === "Enter") go(Number(typed) - 1);
        number("");
      } else if (door) enter(door);
      else if (event.key === " ") go(current + 1);
      event.preventDefault();
      return;
    }
    const act = KEYS[event.key] || KEYS[event.key.toLowerCase()];
    if (!act || scrolls(event)) return;
    if (typed && !["Escape", "Backspace"].includes(event.key)) number("");
    event.preventDefault();
    act();
  });

  document.addEventListener("click", (event) => {
    if (!black.hidden) {
      black.hidden = true;
      return;
    }
    const target = event.target;
    const goes = target.closest("[data-go]");
    if (goes) {
      overview.close();
      go(Number(goes.dataset.go));
    } else if (target.closest("#vollbild")) fullScreen();
    else if (target.closest("#weiter")) overview.close();
    else if (target.closest("[data-door]")) enter(target.closest("[data-door]"));
    else if (!target.closest("a, button, dialog, table, .layer, .map") && !String(getSelection())) {
      if ("back" in shown.dataset) leave();
      else go(current + (event.clientX < innerWidth * 0.2 ? -1 : 1));
    }
  });

  let touch = null;
  document.addEventListener("touchstart", (event) => { touch = event.touches[0]; }, { passive: true });
  document.addEventListener("touchend", (event) => {
    const end = event.changedTouches[0];
    const aside = touch ? end.clientX - touch.clientX : 0;
    if (Math.abs(aside) > 80 && !overview.open && black.hidden) go(current + (aside < 0 ? 1 : -1));
    touch = null;
  }, { passive: true });

  if (matchMedia("(prefers-color-scheme: dark)").matches) root.dataset.theme = "dark";
  go((Number(location.hash.slice(1)) || 1) - 1);
})();
