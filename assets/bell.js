/* The bell: as long as somebody waits unseen it sounds, trembles and says so in the title. A browser lets a page sound only after a
   tap, so there is one button for that. */
(function () {
  "use strict";

  const body = document.body;
  const button = document.getElementById("sound");
  const quietTitle = document.title;
  const againMs = Number(body.dataset.againMs);
  const sound = new Audio(body.dataset.sound);
  let armed = false;
  let timer = null;

  function ring() {
    return document.getElementById("ring");
  }

  function rings() {
    return ring().dataset.newest !== "0";
  }

  function once() {
    body.dataset.rung = String(Number(body.dataset.rung || 0) + 1);
    if (navigator.vibrate !== undefined) navigator.vibrate([400, 200, 400]);
    if (!armed) return;
    sound.currentTime = 0;
    sound.play().catch(disarm);
  }

  /* A new complaint is no emergency: one chime for each, and no more. */
  let complaints = Number(ring().dataset.complaints);

  function tellOfComplaints() {
    const now = Number(ring().dataset.complaints);
    if (now > complaints && !rings()) once();
    complaints = now;
  }

  function follow() {
    tellOfComplaints();
    document.title = rings() ? "(" + ring().dataset.count + ") Warga menunggu - " + quietTitle : quietTitle;
    if (rings() && timer === null) {
      once();
      timer = setInterval(once, againMs);
    } else if (!rings() && timer !== null) {
      clearInterval(timer);
      timer = null;
      sound.pause();
      if (navigator.vibrate !== undefined) navigator.vibrate(0);
    }
  }

  // ---- one tap for the sound

  function show() {
    button.querySelector("[data-off]").hidden = armed;
    button.querySelector("[data-on]").hidden = !armed;
    button.disabled = armed;
  }

  /* The browser took the leave back, or there is no sound: the button asks again. */
  function disarm() {
    armed = false;
    show();
  }

  button.hidden = false;
  button.addEventListener("click", function () {
    sound.play().then(function () {
      armed = true;
      show();
      if (!rings()) sound.pause();
      stayAwake();
    }).catch(disarm);
  });

  /* Only secure pages may ask for it; elsewhere the words on the page do. */
  function stayAwake() {
    if (navigator.wakeLock === undefined || document.visibilityState !== "visible") return;
    navigator.wakeLock.request("screen").catch(function () { /* a weak battery refuses it */ });
  }

  document.addEventListener("visibilitychange", function () {
    if (armed) stayAwake();
  });
  document.addEventListener("silakan:parts", follow);
  follow();
}());
