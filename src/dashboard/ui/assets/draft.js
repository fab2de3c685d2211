// A box for long texts. What is typed is sent soon and, until the server has it, also kept in this browser.
// The box is the master of its text: what the server sends is taken only with a new `turn`.

const MODIFIERS = new Set(["Control", "Alt", "AltGraph", "Meta", "Shift"])
const PAUSE = 250 // milliseconds without a key before the text is sent
const LATEST = 1000 // the same for people who type without a pause
const JUST_NOW = 900000 // a copy younger than this, in milliseconds, is taken without a question if it only goes on
const PATIENCE = 5000 // without an answer for so long: say so, and send again
const KEPT_ONLY_HERE = "noch nicht gesichert – keine Verbindung; der Text bleibt in diesem Browser"
const KEPT_NOWHERE = "noch nicht gesichert – keine Verbindung; bitte lassen Sie diese Seite offen"

const boxes = new WeakMap()
let acted = 0
let moved = 0
window.addEventListener("keydown", event => acts(event) && (acted = performance.now()), true)
window.addEventListener("pointerup", () => (acted = performance.now()), true)
window.addEventListener("focusin", () => (moved = performance.now()), true)

export default function (component) {
  let box = boxes.get(component.parentElement)
  if (!box) {
    box = new Box(component.parentElement)
    boxes.set(component.parentElement, box)
  }
  box.update(component)
  // Streamlit also calls this when only the data were exchanged, so the box looks whether it is really gone.
  return () => box.leave()
}

class Copies {
  // The unsent copy at `place`, and the texts found there when a box was opened, oldest first.
  constructor(place) {
    this.place = place
    this.found = `${place}:liegengeblieben`
  }

  read(key, otherwise) {
    try {
      return JSON.parse(window.localStorage.getItem(key)) ?? otherwise
    } catch {
      return otherwise
    }
  }

  write(key, thing) {
    if (!this.place) return false
    try {
      if (thing === null) window.localStorage.removeItem(key)
      else window.localStorage.setItem(key, JSON.stringify(thing))
      return true
    } catch {
      return false
    }
  }

  keep(text, n) {
    return this.write(this.place, { text, n })
  }

  drop(upTo) {
    const copy = this.read(this.place, null)
    if (copy && copy.n <= upTo) this.write(this.place, null)
  }

  // Whether the unsent copy is what the server has and more, typed just now: after a break the text simply goes on.
  goesOn(text, kept) {
    const copy = this.read(this.place, null)
    const fresh = copy && copy.n > kept && Date.now() - copy.n < JUST_NOW
    return Boolean(fresh && text && copy.text !== text && copy.text.startsWith(text))
  }

  // What to offer to somebody who has `text` before them; the server has kept all up to number `kept`.
  offered(text, kept, refused) {
    const copy = this.read(this.place, null)
    let found = this.read(this.found, [])
    if (copy && copy.n > kept && copy.text !== text) found = [...found, copy]
    found = found.filter(one => one.text !== text && one.text !== "")
    if (!refused) this.write(this.place, null)
    this.settled(found)
    return found
  }

  settled(found) {
    this.write(this.found, found.length ? found : null)
  }
}

class Box {
  constructor(parent) {
    this.parent = parent
    this.label = made("label", { htmlFor: "text" })
    this.help = made("p", { id: "hilfe" })
    this.text = made("textarea", { id: "text", rows: 3, spellcheck: true })
    this.text.setAttribute("aria-describedby", "hilfe stand")
    this.state = made("p", { id: "stand" })
    this.state.setAttribute("role", "status")
    this.state.setAttribute("aria-live", "polite")
    this.offer = made("div", { className: "angebot", hidden: true })
    this.offer.setAttribute("role", "group")
    this.offer.setAttribute("aria-label", "Nicht gesicherter Text")
    const box = made("div", {})
    box.append(this.offer, this.label, this.text, this.help, this.state)
    parent.append(box)
    this.text.addEventListener("input", () => this.typed())
    this.text.addEventListener("blur", () => this.pressed || this.flush())
    this.flushing = () => this.flush()
    // Streamlit sends what comes within one moment as one message, and runs only this box again if the box was first:
    // a click on a button would be lost. So the text of somebody who clicks goes out right behind the click.
    this.pressed = false
    this.press = () => { this.pressed = true }
    this.release = () => {
      this.pressed = false
      setTimeout(this.flushing)
    }
    window.addEventListener("pointerdown", this.press, true)
    window.addEventListener("pointerup", this.release, true)
    window.addEventListener("pointercancel", this.release, true)
    this.lost = () => this.number > this.known && this.warn()
    window.addEventListener("pagehide", this.flushing)
    window.addEventListener("offline", this.lost)
    // A shortcut may save: what was typed just before it goes out with its click.
    // The modifier's own key is not yet one: the text would go out before the click, and the click be lost.
    this.shortcut = event => acts(event) && setTimeout(this.flushing)
    window.addEventListener("keydown", this.shortcut, true)
    this.turn = undefined
    this.number = this.known = this.sent = 0
    this.here = false
  }

  update({ data, setStateValue }) {
    this.send = setStateValue
    this.label.textContent = data.label
    this.help.textContent = data.help ?? ""
    this.text.placeholder = data.placeholder ?? ""
    if (data.height) this.text.style.minHeight = `${data.height}px`
    this.known = Math.max(this.known, data.known)
    if (this.turn !== data.turn) this.begin(data)
    if (data.focus && data.focus !== this.focus) requestAnimationFrame(() => this.enter())
    this.focus = data.focus
    if (this.number > this.known) return
    clearTimeout(this.patience)
    this.copies.drop(data.kept)
    this.say(data.trouble || (data.at ? `Entwurf gesichert um ${data.at}` : ""), Boolean(data.trouble))
  }

  begin(data) {
    this.stop()
    this.turn = data.turn
    this.number = this.sent = this.known
    this.text.value = data.value
    this.copies = new Copies(data.place)
    if (data.place && this.copies.goesOn(data.value, data.kept)) {
      this.text.value = this.copies.read(data.place, null).text
      this.typed()
    } else if (data.place) this.propose(this.copies.offered(data.value, data.kept, data.trouble))
  }

  // Nobody who has moved elsewhere since the last click or shortcut is called back, however late the answer comes.
  enter() {
    if (moved > acted && document.activeElement !== document.body) return
    this.text.focus()
    this.text.setSelectionRange(this.text.value.length, this.text.value.length)
  }

  typed() {
    this.number = Math.max(Date.now(), this.number + 1)
    this.here = this.copies.keep(this.text.value, this.number)
    clearTimeout(this.pause)
    this.pause = setTimeout(this.flushing, PAUSE)
    this.latest ??= setTimeout(this.flushing, LATEST)
  }

  flush() {
    clearTimeout(this.pause)
    clearTimeout(this.latest)
    this.latest = undefined
    if (this.pressed || this.number === this.sent || this.number <= this.known) return
    this.sent = this.number
    clearTimeout(this.patience)
    this.patience = setTimeout(() => this.waiting(), PATIENCE)
    this.send("typed", { text: this.text.value, n: this.number })
    if (!navigator.onLine) this.warn()
  }

  warn() {
    this.say(this.here ? KEPT_ONLY_HERE : KEPT_NOWHERE, true)
  }

  waiting() {
    this.warn()
    this.sent = 0
    this.flush()
  }

  say(words, open) {
    if (this.state.textContent !== words) this.state.textContent = words
    this.state.className = open ? "offen" : ""
  }

  propose(found) {
    this.offer.hidden = found.length === 0
    if (this.offer.hidden) return
    const one = found[found.length - 1]
    const rest = found.slice(0, -1)
    const when = new Date(one.n).toLocaleString("de-DE", { dateStyle: "medium", timeStyle: "short" })
    const length = one.text.length.toLocaleString("de-DE")
    const words = made("p", {})
    words.textContent =
      `In diesem Browser liegt ein Text vom ${when} Uhr (${length} Zeichen), der nicht mehr gesichert werden konnte.`
    const settle = () => {
      this.copies.settled(rest)
      this.propose(rest)
      this.text.focus()
    }
    const take = made("button", { type: "button", textContent: "Einsetzen" })
    take.addEventListener("click", () => {
      this.text.value = one.text
      this.typed()
      settle()
    })
    const leave = made("button", { type: "button", textContent: "Verwerfen" })
    leave.addEventListener("click", settle)
    this.offer.replaceChildren(words, take, leave)
  }

  stop() {
    for (const timer of [this.pause, this.latest, this.patience]) clearTimeout(timer)
    this.latest = undefined
  }

  leave() {
    if (this.parent.isConnected) return
    this.stop()
    window.removeEventListener("pagehide", this.flushing)
    window.removeEventListener("offline", this.lost)
    window.removeEventListener("pointerdown", this.press, true)
    window.removeEventListener("pointerup", this.release, true)
    window.removeEventListener("pointercancel", this.release, true)
    window.removeEventListener("keydown", this.shortcut, true)
  }
}

function acts({ ctrlKey, altKey, metaKey, key }) {
  return key === "Enter" || ((ctrlKey || altKey || metaKey) && !MODIFIERS.has(key))
}

function made(tag, properties) {
  return Object.assign(document.createElement(tag), properties)
}
