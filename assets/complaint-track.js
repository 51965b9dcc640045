/* Following an own complaint: the code out of the address bar, a wrong digit told at once, news, and nothing left on a shared screen. */
(function () {
  "use strict";

  const body = document.body;
  const entry = document.getElementById("enter");

  /* Damm's check digit, as on the receipt: 0 at the end when every digit is right and in its place. */
  const TABLE = ["0317598642", "7092154863", "4206871359", "1750983426", "6123045978", "3674209581", "5869720134", "8945362017", "9438617205", "2581436790"];
  function whole(digits) {
    let at = 0;
    for (let n = 0; n < digits.length; n += 1) at = Number(TABLE[at][Number(digits[n])]);
    return digits.length === 16 && digits[0] === "0" && at === 0;
  }

  function go(path) { location.replace(path); }

  /* A kiosk that nobody touches offers numbers again, as soon as the office answers. */
  function goBackAfter(restMs, field) {
    let touchedAt = performance.now();
    ["input", "pointerdown", "keydown", "wheel"].forEach(function (kind) {
      document.addEventListener(kind, function () { touchedAt = performance.now(); });
    });
    setInterval(function () {
      if (performance.now() - touchedAt < restMs) return;
      touchedAt = performance.now();
      field.value = "";
      fetch("/ambil", { cache: "no-store", credentials: "same-origin" }).then(function (answer) {
        if (answer.ok) go("/ambil");
      }).catch(function () {});
    }, 1000);
  }

  if (entry !== null) {
    const field = document.getElementById("code");
    const wrong = document.getElementById("code-wrong");
    const digits = function () { return field.value.replace(/\D/g, ""); };
    const tell = function (bad) {
      const count = digits().length;
      const words = count === 16 ? "Ada angka yang keliru. Periksa lagi kodenya." : "Kode terdiri dari 16 angka; " + (count < 16 ? "baru" : "ini") + " ada " + count + ".";
      wrong.querySelector("span").textContent = words;
      wrong.hidden = !bad;
      field.setAttribute("aria-invalid", bad ? "true" : "false");
    };
    /* The code came in the fragment, which no server sees; it must not stay where the next person looks. */
    const brought = location.hash.replace(/\D/g, "");
    if (location.hash !== "") history.replaceState(null, "", location.pathname);
    if (brought !== "") {
      field.value = brought.replace(/(\d{4})(?=\d)/g, "$1 ");
      tell(!whole(brought));
    }
    field.addEventListener("input", function () {
      const typed = digits();
      tell(typed.length > 16 || (typed.length === 16 && !whole(typed)));
    });
    entry.addEventListener("submit", function (event) {
      if (whole(digits())) return;
      event.preventDefault();
      tell(true);
      field.focus();
    });
    const restMs = Number(body.dataset.idleMs);
    if (restMs > 0) goBackAfter(restMs, field);
    /* The way back in the browser's history shows no code that was typed. */
    window.addEventListener("pageshow", function (event) { if (event.persisted) field.value = ""; });
    return;
  }

  if (!body.classList.contains("case")) return;

  window.addEventListener("pageshow", function (event) { if (event.persisted) go("/aduan/lacak"); });

  const idleMs = Number(body.dataset.idleMs);
  const ASK_MS = 30000;
  const ALIVE_MS = Math.min(60000, idleMs / 3);
  let usedAt = performance.now();
  let aliveAt = usedAt;

  function post(path) {
    return fetch(path, { method: "POST", credentials: "same-origin", cache: "no-store" });
  }

  /* Whoever writes is there: a long answer is not lost because the server saw nothing of it. */
  ["input", "pointerdown", "keydown", "wheel", "touchmove"].forEach(function (kind) {
    document.addEventListener(kind, function () {
      usedAt = performance.now();
      if (usedAt - aliveAt < ALIVE_MS) return;
      aliveAt = usedAt;
      post("/aduan/lacak/masih").catch(function () {});
    }, { passive: true });
  });

  /* Nobody is there any more: the screen is emptied even when the server cannot be reached. A kiosk offers numbers again once it can. */
  let wiped = false;
  function wipe() {
    if (wiped) return; // who has rested too long and whose session has ended is often the same one, in the same moment
    wiped = true;
    document.getElementById("main").textContent = "";
    const away = function () { if (body.classList.contains("shared")) goHome(); else go("/aduan/lacak"); };
    post("/aduan/lacak/keluar").then(away, away);
  }
  function goHome() {
    fetch("/ambil", { cache: "no-store", credentials: "same-origin" }).then(function (answer) {
      if (!answer.ok) throw new Error(String(answer.status));
      go("/ambil");
    }).catch(function () { setTimeout(goHome, 3000); });
  }
  const resting = setInterval(function () {
    if (performance.now() - usedAt < idleMs) return;
    clearInterval(resting);
    wipe();
  }, 1000);

  const shown = Number(body.dataset.version);
  setInterval(function () {
    if (document.hidden) return;
    fetch("/aduan/lacak/kabar", { credentials: "same-origin", cache: "no-store" }).then(function (answer) {
      if (answer.status === 401) { clearInterval(resting); wipe(); return null; }
      return answer.ok ? answer.json() : null;
    }).then(function (told) {
      if (told !== null && told.version > shown) document.getElementById("news").hidden = false;
    }).catch(function () {});
  }, ASK_MS);

  document.querySelectorAll("form").forEach(function (form) {
    form.addEventListener("submit", function (event) {
      if (form.dataset.sent === "1") event.preventDefault();
      form.dataset.sent = "1";
    });
  });
}());
