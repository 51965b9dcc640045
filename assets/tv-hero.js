/* The hero: calls one after the other, in step with the voice. A call whose room has a voice is shown when that one begins to name it,
   at once and with the pulse; one that nobody will say aloud is shown as soon as the hero is free. Whatever is shown as new stands for a
   while. The voice is waited for, but not for ever: a call is always shown.
   It shows finished cards that the server drew; it never builds HTML. tv.js hears of a new card by silakan:hero {counter}. */
(function () {
  "use strict";

  const body = document.body;
  const hero = document.getElementById("hero");
  const heroMs = Number(body.dataset.heroMs);
  const freshMs = Number(body.dataset.freshMs);
  const steadyMs = Number(body.dataset.steadyMs);
  const quietMs = Number(body.dataset.quietMs); // while nothing is being said
  const stuckMs = Number(body.dataset.stuckMs); // while something is: longer than any announcement
  const SLACK_MS = 1; // timers count whole milliseconds

  let epoch = body.dataset.epoch;
  let known = 0; // the newest call that ever came
  let shown = 0; // the call that stands in the hero
  let shownAt = 0;
  let heldUntil = 0; // the call in the hero was shown as new and has not had its time yet
  let progressAt = performance.now(); // when the voice last did something
  let progress = "";
  let timer = 0;
  let queue = []; // {card, since}: came as new, not shown yet
  let named = new Set(); // shown while the voice was naming them
  let seen = new Set(); // were in the hero at some time

  function cards() {
    return Array.from(document.querySelectorAll("#calls .call"));
  }

  function standing() {
    return (document.getElementById("calls").dataset.standing || "").split(" ").filter(Boolean).map(Number);
  }

  /* Older ones than all that are told of have only stood long. */
  function isTakenBack(seq) {
    const stand = standing();
    return seq > 0 && stand.indexOf(seq) < 0 && (stand.length === 0 || seq > Math.min.apply(null, stand));
  }

  function seqOf(card) {
    return Number(card.dataset.seq || 0);
  }

  function isVoiced(card) {
    return card.dataset.voiced !== undefined;
  }

  function isSpeaking(card) {
    return isVoiced(card) && card.dataset.outcome === "speaking";
  }

  function isAwaited(card) {
    return isVoiced(card) && (card.dataset.outcome === "queued" || card.dataset.outcome === "speaking");
  }

  function cardOf(seq) {
    return cards().filter(function (card) { return seqOf(card) === seq; })[0];
  }

  function put(card, fresh) {
    const copy = card.cloneNode(true);
    if (fresh) {
      copy.classList.add("fresh");
      setTimeout(function () { copy.classList.remove("fresh"); }, steadyMs);
    }
    while (hero.firstChild !== null) hero.removeChild(hero.firstChild);
    hero.appendChild(copy);
    shown = seqOf(card);
    seen.add(shown);
    shownAt = performance.now();
    heldUntil = fresh ? shownAt + heroMs : 0;
    if (isSpeaking(card)) named.add(shown);
    queue = queue.filter(function (one) { return seqOf(one.card) !== shown; });
    if (shown > 0) tellPainted(shown);
    if (fresh) document.dispatchEvent(new CustomEvent("silakan:hero", { detail: { counter: card.dataset.counter } }));
    mark();
  }

  /* A message that is posted from an animation frame arrives after that frame was painted. */
  function tellPainted(seq) {
    requestAnimationFrame(function () {
      const channel = new MessageChannel();
      channel.port1.onmessage = function () {
        channel.port1.close();
        document.dispatchEvent(new CustomEvent("silakan:send", { detail: { shown: seq } }));
      };
      channel.port2.postMessage(0);
    });
  }

  /* The bright row is the one that the hero leads to, also while the table is ahead of the voice. */
  function mark() {
    const card = hero.firstElementChild;
    const number = card === null ? "" : card.querySelector(".call-number").textContent;
    Array.from(document.querySelectorAll(".counter")).forEach(function (row) {
      const ticket = row.querySelector(".counter-ticket");
      const leads = card !== null && row.dataset.counter === card.dataset.counter && ticket !== null && ticket.textContent === number;
      row.classList.toggle("latest", leads);
    });
  }

  // ---- what is shown next

  /* The oldest call that is being named and was not yet shown as such. */
  function justNamed() {
    return cards().reverse().filter(function (card) { return isSpeaking(card) && !named.has(seqOf(card)); })[0];
  }

  /* Whether the voice is naming the number that stands in the hero. */
  function naming(now) {
    const card = cardOf(shown);
    return card !== undefined && isSpeaking(card) && now - shownAt < stuckMs;
  }

  /* Whether the card in the hero was said aloud: then its time is over with its sentence. */
  function wasNamed() {
    const card = cardOf(shown);
    return named.has(shown) && (card === undefined || !isSpeaking(card));
  }

  function isAnnouncing() {
    return document.getElementById("announced").dataset.speaking !== undefined;
  }

  function patience() {
    return cards().some(isSpeaking) || isAnnouncing() ? stuckMs : quietMs;
  }

  function overdueAt(one) {
    return Math.max(progressAt, one.since) + patience();
  }

  function step() {
    clearTimeout(timer);
    const now = performance.now();
    const held = now < heldUntil - SLACK_MS && !isTakenBack(shown);
    const voice = justNamed();
    hero.classList.toggle("calling", held || voice !== undefined || naming(now));
    if (voice !== undefined) {
      if (!held || wasNamed()) {
        put(voice, true);
        step();
      } else {
        timer = setTimeout(step, heldUntil - now);
      }
      return;
    }
    if (held || naming(now)) {
      timer = setTimeout(step, Math.max(heldUntil - now, naming(now) ? shownAt + stuckMs - now : 0));
      return;
    }
    const ready = queue.filter(function (one) { return !isAwaited(one.card) || now >= overdueAt(one) - SLACK_MS; })[0];
    if (ready !== undefined) {
      put(ready.card, true);
      step();
      return;
    }
    rest();
    if (queue.length > 0) {
      timer = setTimeout(step, Math.max(SLACK_MS, Math.min.apply(null, queue.map(overdueAt)) - now));
    }
  }

  /* Nothing is new: the newest call that does not wait for the voice stands still. */
  function rest() {
    const newest = cards().filter(function (card) {
      return !queue.some(function (one) { return seqOf(one.card) === seqOf(card); });
    })[0] || (hero.firstChild === null ? cards()[0] : undefined);
    if (newest === undefined) return;
    const seq = seqOf(newest);
    const gone = shown > 0 && standing().indexOf(shown) < 0;
    if (hero.firstChild === null || gone || (seq !== shown && !seen.has(seq))) put(newest, false);
  }

  function forget() {
    epoch = body.dataset.epoch;
    known = 0;
    queue = [];
    named = new Set();
    seen = new Set();
  }

  function takeCalls() {
    const now = cards();
    if (body.dataset.epoch !== epoch) forget();
    const story = now.filter(isVoiced).map(function (card) { return seqOf(card) + card.dataset.outcome; }).concat(isAnnouncing()).join(" ");
    if (story !== progress) {
      progress = story;
      progressAt = performance.now();
    }
    queue = queue.map(function (one) {
      return { card: cardOf(seqOf(one.card)) || one.card, since: one.since };
    }).filter(function (one) { return !isTakenBack(seqOf(one.card)); });
    now.filter(function (card) {
      return seqOf(card) > known && (Number(card.dataset.ageMs) < freshMs || isAwaited(card));
    }).reverse().forEach(function (card) { queue.push({ card: card, since: performance.now() }); });
    now.forEach(function (card) { known = Math.max(known, seqOf(card)); });
    step();
    mark();
  }

  document.addEventListener("silakan:parts", takeCalls);
  takeCalls();
}());
