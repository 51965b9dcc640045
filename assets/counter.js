/* The officer's tablet: a press becomes one intention with one key, and is resent with that key until it is answered.
   Without this script the same forms work as plain posts. */
(function () {
  "use strict";

  const body = document.body;
  const answerMs = Number(body.dataset.answerMs);
  const slowMs = Number(body.dataset.slowMs);
  const staleMs = Number(body.dataset.staleMs);
  const retryFirstMs = Number(body.dataset.retryFirstMs);
  const retryMostMs = Number(body.dataset.retryMostMs);
  const changedMs = Number(body.dataset.changedMs);

  let intention = null; // the one press that waits for its answer
  const resting = new Map(); // address of a form -> until when it stays disabled after a press

  // ---- what is pressable

  function forms() {
    return Array.from(document.querySelectorAll("form.press"));
  }

  function showState() {
    const now = performance.now();
    const waits = intention !== null;
    body.classList.toggle("waiting-answer", waits);
    body.classList.toggle("slow-answer", waits && now - intention.born > slowMs);
    let wakeAt = waits && now - intention.born <= slowMs ? intention.born + slowMs : Infinity;
    forms().forEach(function (form) {
      const until = Math.max(resting.get(form.action) || 0, resting.get("all") || 0);
      rest(form.querySelector("button"), waits || body.dataset.link === "down" || now < until);
      if (now < until) wakeAt = Math.min(wakeAt, until);
    });
    clearTimeout(showState.timer);
    if (wakeAt < Infinity) showState.timer = setTimeout(showState, wakeAt - now + 1);
  }

  let usesKeys = true;
  document.addEventListener("keydown", function () { usesKeys = true; }, true);
  document.addEventListener("pointerdown", function () { usesKeys = false; }, true);

  /* A disabled button loses the focus, and the next key would mean the big one: what was pressed with a key keeps it, and rests all the
     same. After a tap or a click the keys belong to the big button. */
  function rest(button, resting) {
    const keeps = usesKeys && button === document.activeElement;
    button.disabled = resting && !keeps;
    if (resting && keeps) button.setAttribute("aria-disabled", "true"); else button.removeAttribute("aria-disabled");
  }

  function rests(button) {
    return button.disabled || button.getAttribute("aria-disabled") === "true";
  }

  // ---- what somebody else has pressed at this counter

  let shown = versionShown();
  let ownSeq = 0; // how far the log had come with the newest answered press of this page

  function versionShown() {
    const field = document.querySelector(".press [name=version]");
    return field === null ? 0 : Number(field.value);
  }

  /* A finger that was on its way must not reach what has just taken the place of what it meant. */
  function followCounter() {
    const before = shown;
    shown = versionShown();
    const own = intention !== null || (shown > before && shown <= ownSeq);
    if (shown === before || own) return;
    resting.set("all", Math.max(resting.get("all") || 0, performance.now() + changedMs));
  }

  // ---- the line of words

  function say(kind, words) {
    const place = document.getElementById("message");
    while (place.firstChild !== null) place.removeChild(place.firstChild);
    if (words === "") return;
    const made = document.importNode(document.getElementById("message-" + kind).content, true);
    made.querySelector("span").textContent = words;
    place.appendChild(made);
  }

  // ---- one intention

  /* 128 bits: the browser makes random UUIDs only on secure pages. */
  function newKey() {
    const bytes = crypto.getRandomValues(new Uint8Array(16));
    return Array.from(bytes, function (byte) { return ("0" + byte.toString(16)).slice(-2); }).join("");
  }

  function press(form) {
    const now = performance.now();
    const fields = new URLSearchParams();
    new FormData(form).forEach(function (value, name) { fields.append(name, value); });
    fields.set("key", newKey());
    // The version is that of the picture the official saw: whatever happened since, the server refuses.
    intention = { address: form.action, form: form.id, fields: fields.toString(), born: now, bornWall: Date.now(), tries: 0, wasCut: false, asking: false };
    // A second tap lands well within a second: it must not reach the button that the picture brings next.
    resting.set(form.action, now + Number(form.dataset.restMs));
    resting.set("all", now + 1000);
    say("notice", "");
    closeSheets();
    showState();
    send(intention);
  }

  /* Too old to be sent again: the line was cut meanwhile, or the tablet slept. A sleeping one's own counter of time stands still,
     its clock does not. */
  function stale(one) {
    const awakeMs = performance.now() - one.born;
    const sleptMs = Date.now() - one.bornWall - awakeMs;
    return sleptMs > staleMs || (one.wasCut && awakeMs + Math.max(0, sleptMs) > staleMs);
  }

  function send(one) {
    if (one !== intention || one.asking) return;
    clearTimeout(one.timer);
    if (one.tries > 0 && stale(one)) {
      finish();
      say("problem", "Tombol tadi belum dijawab dan tidak dikirim lagi karena sambungan terputus. Lihat nomor di layar, lalu tekan lagi bila perlu.");
      return;
    }
    one.tries += 1;
    one.asking = true;
    const abort = new AbortController();
    const timer = setTimeout(function () { abort.abort(); }, answerMs);
    fetch(one.address, {
      method: "POST",
      credentials: "same-origin",
      headers: { "Accept": "application/json", "Content-Type": "application/x-www-form-urlencoded" },
      body: one.fields,
      signal: abort.signal
    }).then(function (answer) {
      return answer.text().then(function (text) {
        if (answer.status !== 502 && answer.status !== 503 && answer.status !== 504) {
          answered(one, answer, text);
          return;
        }
        if (one === intention) say("problem", wordsOf(text));
        throw new Error(String(answer.status));
      });
    }).catch(function () {
      // No answer says nothing about the effect: the same key asks again, and has one effect at most.
      const wait = Math.min(retryMostMs, retryFirstMs * Math.pow(2, one.tries - 1)) * (0.5 + Math.random());
      one.asking = false;
      one.timer = setTimeout(function () { send(one); }, wait);
    }).then(function () { clearTimeout(timer); });
  }

  function answered(one, answer, text) {
    if (one !== intention) return;
    finish();
    const said = read(text);
    say("problem", "");
    if (answer.ok) {
      ownSeq = Math.max(ownSeq, said.seq || 0);
      const form = document.getElementById(one.form);
      if (form !== null) form.reset(); // what was typed has arrived; refused, it stays
      if (said.notice) say("notice", said.notice);
      return;
    }
    say("problem", wordsOf(text) || "Server menjawab galat " + answer.status + ". Coba lagi.");
  }

  function read(text) {
    try {
      return JSON.parse(text) || {};
    } catch (error) {
      return {}; // a page instead of JSON: the status alone must do
    }
  }

  function wordsOf(text) {
    const said = read(text);
    return said.detail || said.title || "";
  }

  function finish() {
    intention = null;
    showState();
  }

  document.addEventListener("submit", function (event) {
    const form = event.target;
    if (!form.classList.contains("press")) return;
    event.preventDefault();
    if (intention !== null || rests(form.querySelector("button"))) return;
    press(form);
  });

  document.addEventListener("keydown", function (event) {
    if (event.key === "Escape") closeSheets();
    if (event.key !== " " && event.key !== "Enter") return;
    const focused = document.activeElement;
    // Held down, Enter would press its button again each time that it has rested.
    if (event.repeat && focused.matches(".press button")) event.preventDefault();
    if (event.repeat || focused !== body || openSheets().length > 0) return;
    const big = document.getElementById("press-big");
    if (big === null || rests(big)) return;
    event.preventDefault();
    big.click();
  });

  // ---- sheets

  function openSheets() {
    return Array.from(document.querySelectorAll("details.sheet[open]"));
  }

  /* The focus goes back to the button that opened the sheet. */
  function closeSheets() {
    openSheets().forEach(function (sheet) {
      const inside = sheet.contains(document.activeElement);
      sheet.open = false;
      if (inside) sheet.querySelector("summary").focus({ preventScroll: true });
    });
  }

  document.addEventListener("silakan:leaving", function (event) {
    const typed = Array.from(document.querySelectorAll("textarea")).some(function (text) { return text.value !== text.defaultValue; });
    if (typed || intention !== null) event.preventDefault();
  });

  // ---- what time itself changes: a recall that becomes possible, an undo that ends

  let undoUntil = 0;

  function readRests() {
    const now = performance.now();
    forms().forEach(function (form) {
      const until = now + Number(form.dataset.readyMs || 0);
      if (until > (resting.get(form.action) || 0)) resting.set(form.action, until);
    });
  }

  function readUndo() {
    undoUntil = performance.now() + Number(document.getElementById("undo").dataset.leftMs || 0);
  }

  function showUndo() {
    const left = Math.ceil((undoUntil - performance.now()) / 1000);
    const place = document.querySelector("[data-undo-left]");
    document.getElementById("undo").classList.toggle("over", left <= 0);
    if (place !== null && left > 0) place.textContent = String(left);
  }

  /* Somebody else sits here now, or nobody: the page asks what that means. Whoever is asked already may have sat down meanwhile. */
  function followSeat() {
    const person = document.getElementById("who").dataset.person;
    const seat = document.getElementById("seat");
    if (seat !== null && seat.dataset.me === person) {
      seat.parentNode.removeChild(seat);
      body.dataset.person = person;
    }
    if (person !== body.dataset.person) document.dispatchEvent(new CustomEvent("silakan:reload"));
  }

  document.addEventListener("silakan:parts", function (event) {
    const ids = event.detail.ids;
    if (ids.indexOf("actions") !== -1) readRests();
    if (ids.indexOf("undo") !== -1) readUndo();
    if (ids.indexOf("who") !== -1) followSeat();
    followCounter();
    showUndo();
    showState();
  });

  document.addEventListener("silakan:link", function (event) {
    if (intention !== null && event.detail.up) send(intention);
    if (intention !== null && !event.detail.up) intention.wasCut = true;
    showState();
  });

  readRests();
  readUndo();
  showUndo();
  setInterval(showUndo, 1000);
  showState();
}());
