/* Keeps a page up to date: one socket down from the server, parts replaced by their id, and an honest word when the
   line is cut. Plain ES2017, because TVs run browsers from 2018.

   To other scripts it speaks through events on document:
     silakan:parts {ids, seq}   parts were replaced            silakan:link {up}   the line came or went
     silakan:open               a connection stands: what the server must know of this page is to be said again
     silakan:frame {...}        a frame without parts
     silakan:send  {...}        (from them) send this up when the line stands
     silakan:reload             (from them) load the page anew, as soon as the server answers
     silakan:leaving            the page is about to do so; who prevents it is asked again later */
(function () {
  "use strict";

  const body = document.body;
  const beatMs = Number(body.dataset.beatMs);
  const silenceMs = Number(body.dataset.silenceMs);
  const retryFirstMs = Number(body.dataset.retryFirstMs);
  const retryMostMs = Number(body.dataset.retryMostMs);
  const tickMs = Math.max(20, Math.min(beatMs, silenceMs, retryFirstMs, 1000) / 4);

  // ---- the server's clock: this machine's own may be wrong in time and zone, so only the time passed is taken from it

  const DAYS = ["Min", "Sen", "Sel", "Rab", "Kam", "Jum", "Sab"];
  const MONTHS = ["Jan", "Feb", "Mar", "Apr", "Mei", "Jun", "Jul", "Agu", "Sep", "Okt", "Nov", "Des"];
  const offsetMs = Number(body.dataset.offsetMinutes) * 60000;
  let clockMs = Number(body.dataset.clockMs);
  let clockReadAt = performance.now();

  /* A moment of `performance.now()` as the office's time, to be read by its UTC fields. */
  function officeTime(moment) {
    return new Date(clockMs + (moment - clockReadAt) + offsetMs);
  }

  function hoursAndMinutes(time) {
    return ("0" + time.getUTCHours()).slice(-2) + "." + ("0" + time.getUTCMinutes()).slice(-2);
  }

  function write(selector, words) {
    const places = document.querySelectorAll(selector);
    for (let i = 0; i < places.length; i += 1) {
      if (places[i].textContent !== words) places[i].textContent = words;
    }
  }

  function showClock() {
    const time = officeTime(performance.now());
    write("[data-clock]", hoursAndMinutes(time));
    write("[data-date]", DAYS[time.getUTCDay()] + ", " + time.getUTCDate() + " " + MONTHS[time.getUTCMonth()]);
  }

  // ---- parts

  const lastHtml = new Map();

  function elementOf(html) {
    const template = document.createElement("template");
    template.innerHTML = html;
    return template.content.firstElementChild;
  }

  /* What a person has opened, typed, scrolled to and put the caret in. Returns what brings it back in the new part, by the ids. */
  function remembered(old) {
    const active = old.contains(document.activeElement) ? document.activeElement : null;
    const typing = active !== null && active.tagName === "TEXTAREA";
    const caret = typing ? [active.selectionStart, active.selectionEnd] : null;
    const touched = Array.from(old.querySelectorAll("[id]")).filter(function (one) {
      return one.open || one.scrollTop > 0 || (one.tagName === "TEXTAREA" && one.value !== one.defaultValue);
    }).map(function (one) {
      return { id: one.id, open: one.open, text: one.tagName === "TEXTAREA" ? one.value : null, scroll: one.scrollTop };
    });
    return function () {
      touched.forEach(function (was) {
        const one = document.getElementById(was.id);
        if (one === null) return;
        if (was.open) one.open = true;
        if (was.text !== null) one.value = was.text;
        one.scrollTop = was.scroll;
      });
      const focus = active === null || active.id === "" ? null : document.getElementById(active.id);
      if (focus === null) return;
      focus.focus({ preventScroll: true });
      if (typing) focus.setSelectionRange(caret[0], caret[1]);
    };
  }

  function replacePart(id, html) {
    const old = document.getElementById(id);
    if (old === null || lastHtml.get(id) === html) return false;
    const made = elementOf(html);
    if (made === null || made.id !== id) return false;
    const keepOn = remembered(old);
    old.parentNode.replaceChild(made, old);
    lastHtml.set(id, html);
    keepOn();
    return true;
  }

  function replaceParts(parts) {
    const ids = Object.keys(parts).filter(function (id) { return replacePart(id, parts[id]); });
    showClock();
    document.dispatchEvent(new CustomEvent("silakan:parts", { detail: { ids: ids, seq: seq } }));
  }

  // A button that is replaced between finger down and finger up loses its click: parts wait until the finger is away.
  let held = null;
  let holdUntil = 0;

  function release() {
    if (held === null) return;
    const parts = held;
    held = null;
    replaceParts(parts);
  }

  document.addEventListener("pointerdown", function () {
    if (held === null) held = {};
    holdUntil = performance.now() + 1000;
  }, true);
  document.addEventListener("pointerup", function () { setTimeout(release, 60); }, true);
  document.addEventListener("pointercancel", release, true);

  // ---- the line

  const SIGN_IN_AGAIN = 4401;
  const NOT_HERE = 4404;
  let seq = Number(body.dataset.seq);
  let epoch = body.dataset.epoch;
  let socket = null;
  let openedAt = 0;
  let lifeAt = performance.now(); // the last frame, or the last try
  let heardAt = lifeAt; // the last frame
  let lifeWall = Date.now();
  let beatAt = 0;
  let retryAt = null;
  let failures = 0;
  const unsent = [];

  function address() {
    const scheme = location.protocol === "https:" ? "wss://" : "ws://";
    return scheme + location.host + "/screen/" + body.dataset.screen + "?after=" + seq + "&epoch=" + encodeURIComponent(epoch) +
      "&assets=" + encodeURIComponent(body.dataset.assets) + "&clock=" + Date.now();
  }

  function setLink(up) {
    const word = up ? "up" : "down";
    if (body.dataset.link === word) return;
    body.dataset.link = word;
    const bar = document.getElementById("cut");
    if (bar !== null) {
      if (!up) write("[data-last]", hoursAndMinutes(officeTime(heardAt)));
      bar.hidden = up;
    }
    document.dispatchEvent(new CustomEvent("silakan:link", { detail: { up: up } }));
  }

  function drop() {
    const old = socket;
    socket = null;
    if (old === null) return;
    old.onopen = old.onmessage = old.onclose = old.onerror = null;
    // Not waited for: the closing handshake with a frozen server takes minutes.
    old.close();
  }

  function connect() {
    drop();
    retryAt = null;
    openedAt = lifeAt = performance.now();
    lifeWall = Date.now();
    socket = new WebSocket(address());
    socket.onopen = function () { document.dispatchEvent(new CustomEvent("silakan:open")); };
    socket.onmessage = function (message) { receive(message.data); };
    socket.onclose = closed;
  }

  /* Signed out, or a ticket of another day: the page itself has changed. Not at once after a load, which could go on for ever. */
  function closed(event) {
    if ((event.code === SIGN_IN_AGAIN || event.code === NOT_HERE) && performance.now() > retryMostMs) reloadWhenReachable();
    lost();
  }

  function lost() {
    drop();
    failures += 1;
    if (failures === 1) {
      connect();
      return;
    }
    setLink(false);
    const wait = Math.min(retryMostMs, retryFirstMs * Math.pow(2, failures - 2));
    retryAt = performance.now() + wait * (0.5 + Math.random());
  }

  function send(message) {
    if (socket === null || socket.readyState !== WebSocket.OPEN) return false;
    socket.send(JSON.stringify(message));
    return true;
  }

  function receive(text) {
    let frame;
    try {
      frame = JSON.parse(text);
    } catch (error) {
      return; // not ours: a frame that cannot be read is no reason to lose the picture
    }
    lifeAt = heardAt = performance.now();
    lifeWall = Date.now();
    // Only a line that has stood for a while earns an instant second try: a server that greets and hangs up gets none.
    if (lifeAt - openedAt > 2 * retryFirstMs) failures = 0;
    if (typeof frame.now === "number") {
      clockMs = frame.now;
      clockReadAt = lifeAt;
    }
    setLink(true);
    write("[data-updated]", hoursAndMinutes(officeTime(heardAt)));
    while (unsent.length > 0 && send(unsent[0])) unsent.shift();
    if (frame.reload) reloadWhenReachable();
    if (frame.parts === undefined) {
      document.dispatchEvent(new CustomEvent("silakan:frame", { detail: frame }));
      return;
    }
    if (frame.epoch !== undefined && frame.epoch !== epoch) {
      epoch = body.dataset.epoch = frame.epoch;
    } else if (frame.seq < seq) {
      return;
    }
    seq = frame.seq;
    body.dataset.seq = String(seq);
    if (held !== null) {
      Object.assign(held, frame.parts);
    } else {
      replaceParts(frame.parts);
    }
  }

  let reloading = false;

  /* A page that is reloaded while the server is away becomes the browser's own error page, for good. */
  function reloadWhenReachable() {
    if (reloading) return;
    reloading = true;
    if (!document.dispatchEvent(new CustomEvent("silakan:leaving", { cancelable: true }))) {
      setTimeout(function () { reloading = false; reloadWhenReachable(); }, retryMostMs);
      return;
    }
    fetch(location.href, { cache: "no-store", credentials: "same-origin" }).then(function (answer) {
      if (!answer.ok) throw new Error(String(answer.status));
      location.reload();
    }).catch(function () {
      setTimeout(function () { reloading = false; reloadWhenReachable(); }, retryMostMs);
    });
  }

  // ---- one timer for everything

  function tick() {
    const now = performance.now();
    showClock();
    if (held !== null && now > holdUntil) release();
    if (socket !== null && now - lifeAt > silenceMs) {
      setLink(false);
      lost();
    } else if (socket === null && retryAt !== null && now >= retryAt) {
      connect();
    }
    if (now - beatAt >= beatMs && send({ beat: 1 })) beatAt = now;
  }

  function connectNow() {
    const slept = Date.now() - lifeWall > silenceMs;
    if (slept) setLink(false); // what is shown is from before the sleep
    if (slept || body.dataset.link !== "up") connect();
  }

  document.addEventListener("silakan:send", function (event) {
    if (!send(event.detail)) {
      unsent.push(event.detail);
      if (unsent.length > 16) unsent.shift();
    }
  });
  document.addEventListener("silakan:reload", reloadWhenReachable);
  window.addEventListener("online", connectNow);
  document.addEventListener("visibilitychange", function () {
    if (document.visibilityState === "visible") connectNow();
  });
  window.addEventListener("pageshow", function (event) {
    if (event.persisted) connect();
  });

  setInterval(tick, tickMs);
  showClock();
  connect();
}());
