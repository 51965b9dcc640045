/* Sending a complaint: the next screen comes without a new page, so that the phone's Back button goes one screen back, and a line that is
   cut costs nothing of what was typed. Without this script the same forms work as plain pages. */
(function () {
  "use strict";

  const SHRINK_TO = 1600;
  const SMALL_ENOUGH = 400000;
  let pressed = null;
  let under_way = false;
  let work = null;
  let touched = performance.now();
  let gone = false;

  document.documentElement.classList.add("scripted");

  const form = function () { return document.getElementById("send"); };

  /* ---- from screen to screen */

  document.addEventListener("click", function (event) {
    const button = event.target.closest("button");
    if (button !== null && button.form !== null) pressed = button;
    if (event.target.closest("[data-print]") !== null) window.print();
    if (event.target.closest("[data-drop]") !== null) forget();
  });

  document.addEventListener("submit", function (event) {
    event.preventDefault();
    if (under_way) return;
    const button = event.submitter || pressed;
    pressed = null;
    send(event.target, button !== null && button.form === event.target ? [[button.name, button.value]] : []);
  });

  function send(from, more) {
    under_way = true;
    from.classList.add("waiting");
    const what = new FormData(from);
    more.forEach(function (pair) { if (pair[0]) what.append(pair[0], pair[1]); });
    const photo = what.get("foto");
    const ready = what.get("ke") === "kirim" && work !== null ? work : Promise.resolve("");
    return ready.then(function (solution) {
      if (solution) what.set("kerja", solution);
      return photo instanceof Blob && photo.size > 0 ? shrunk(photo).then(function (small) { what.set("foto", small, "foto"); }) : null;
    }).then(function () {
      return fetch(from.action, { method: "POST", body: body(from, what), credentials: "same-origin", headers: { accept: "text/html" } });
    }).then(function (answer) {
      return answer.text();
    }).then(function (html) { if (!gone) show(html); }).catch(function () {
      if (gone) return;
      tell("Tidak tersambung ke kantor. Yang Anda tulis masih ada di sini. Coba lagi sebentar lagi.");
    }).then(function () {
      under_way = false;
      if (gone) return;
      from.classList.remove("waiting");
    });
  }

  function body(from, what) {
    if (from.enctype === "multipart/form-data") return what;
    const plain = new URLSearchParams();
    what.forEach(function (value, name) { if (typeof value === "string") plain.append(name, value); });
    return plain;
  }

  function show(html) {
    const page = new DOMParser().parseFromString(html, "text/html");
    const main = page.querySelector("main");
    if (main === null) throw new Error("no page");
    if (page.getElementById("send") === null) {
      // A page that only says what went wrong: the form stays as it is.
      const words = main.querySelector(".words");
      tell(words === null ? "Ada kesalahan. Coba lagi." : words.textContent);
      return;
    }
    page.head.querySelectorAll("link[rel=stylesheet]").forEach(function (link) {
      const href = link.getAttribute("href");
      if (document.querySelector("link[href='" + href + "']") === null) document.head.appendChild(document.importNode(link, true));
    });
    document.title = page.title;
    document.body.className = page.body.className;
    ["step", "away", "idleMs"].forEach(function (name) { document.body.dataset[name] = page.body.dataset[name]; });
    document.querySelector("main").replaceWith(document.importNode(main, true));
    const step = document.body.dataset.step;
    if (history.state === null || history.state.step !== step) history.pushState({ step: step }, "");
    begin();
    window.scrollTo(0, 0);
    const trouble = document.querySelector("main .problem");
    const heading = document.querySelector("main h1");
    // What was typed wrongly stands at its field; anything else above all of it.
    const wrong = document.querySelector("main [aria-invalid=true]");
    if (wrong !== null) {
      wrong.scrollIntoView({ block: "center" });
      wrong.focus({ preventScroll: true });
      return;
    }
    if (trouble !== null) trouble.scrollIntoView();
    if (heading !== null) heading.focus({ preventScroll: true });
  }

  window.addEventListener("popstate", function (event) {
    if (gone) return;
    const step = event.state === null ? null : event.state.step;
    const here = document.body.dataset.step;
    if (here === "bukti" || step === "bukti" || under_way) {
      // The receipt is left by its own buttons only.
      if (here === "bukti" && document.querySelector("[name=akhir]") !== null) history.pushState({ step: here }, "");
      return;
    }
    if (step !== null && step !== here && form() !== null) send(form(), [["ke", step]]);
  });

  /* ---- the code is shown once: a reload, or a phone that threw the page away while its owner took a picture, must not lose it */

  function codeShown() { return document.querySelector("#send [name=kode]") !== null; }

  function keep() {
    if (document.body.dataset.step !== "bukti") return;
    if (codeShown() && form().hasAttribute("data-keep")) window.keptReceipt.keep(form()); else window.keptReceipt.drop();
  }

  function bringBack() {
    const kept = window.keptReceipt.form();
    if (kept === null || onKiosk() || document.body.dataset.step === "bukti") return;
    send(kept, [["ke", "kembali"]]).then(function () {
      if (!gone && document.body.dataset.step !== "bukti") tell(window.keptReceipt.words(kept));
    });
  }

  window.addEventListener("beforeunload", function (event) {
    if (gone || onKiosk() || !codeShown()) return;
    event.preventDefault();
    event.returnValue = "";
  });

  function tell(words) {
    const old = document.getElementById("send-trouble");
    if (old !== null) old.remove();
    const line = document.createElement("p");
    line.id = "send-trouble";
    line.className = "message problem";
    line.setAttribute("role", "alert");
    line.textContent = words;
    form().insertBefore(line, form().firstChild);
    line.scrollIntoView();
  }

  /* ---- what one screen needs */

  function begin() {
    keep();
    const story = document.getElementById("story");
    if (story !== null) watch(story);
    const asked = document.querySelector("[data-work]");
    work = asked === null ? null : new Promise(function (done) {
      window.proofOfWork.solve(JSON.parse(asked.dataset.work), done);
    });
  }

  function watch(story) {
    const find = window.complaintHints.finder(JSON.parse(story.dataset.rules), JSON.parse(story.dataset.names));
    const kinds = JSON.parse(story.dataset.rules).kinds;
    const hints = document.getElementById("story-hints");
    const count = document.querySelector("[data-count]");
    let timer = 0;
    count.parentNode.hidden = false;

    function look() {
      count.textContent = String(story.value.length);
      const found = find(story.value).slice(0, 8);
      const told = JSON.stringify(found);
      if (hints.dataset.told === told) return;
      hints.dataset.told = told;
      hints.textContent = "";
      if (found.length === 0) return;
      const title = document.createElement("p");
      title.className = "send-hints-title";
      title.textContent = "Ini dapat menunjukkan siapa Anda. Ubah, atau lanjut saja:";
      const list = document.createElement("ul");
      found.forEach(function (one) {
        const line = document.createElement("li");
        const kind = document.createElement("b");
        const quote = document.createElement("q");
        kind.textContent = kinds[one.kind][0];
        quote.textContent = one.text;
        line.appendChild(kind);
        line.appendChild(document.createTextNode(": "));
        line.appendChild(quote);
        line.appendChild(document.createTextNode(". " + kinds[one.kind][1]));
        list.appendChild(line);
      });
      hints.appendChild(title);
      hints.appendChild(list);
      seen();
    }

    /* The server need not stop for what was shown here already. */
    function seen() {
      let mark = form().querySelector("[name=isyarat]");
      if (mark === null) {
        mark = document.createElement("input");
        mark.type = "hidden";
        mark.name = "isyarat";
        form().appendChild(mark);
      }
      mark.value = "1";
    }

    story.addEventListener("input", function () {
      clearTimeout(timer);
      timer = setTimeout(look, 300);
    });
    look();
  }

  /* A photo is made smaller before it travels, where the browser turns it upright by itself; the server makes it anew in any case. */
  function shrunk(photo) {
    const upright = window.createImageBitmap !== undefined && window.CSS !== undefined && CSS.supports("image-orientation", "from-image");
    if (!upright || photo.size <= SMALL_ENOUGH) return Promise.resolve(photo);
    // Not by an <img>: the page's policy lets no picture in that does not come from the office.
    return createImageBitmap(photo).then(function (picture) {
      const scale = Math.min(1, SHRINK_TO / Math.max(picture.width, picture.height));
      const canvas = document.createElement("canvas");
      canvas.width = Math.round(picture.width * scale);
      canvas.height = Math.round(picture.height * scale);
      canvas.getContext("2d").drawImage(picture, 0, 0, canvas.width, canvas.height);
      return new Promise(function (done) {
        canvas.toBlob(function (small) { done(small !== null && small.size < photo.size ? small : photo); }, "image/jpeg", 0.85);
      });
    }).catch(function () { return photo; });  // the server says what is wrong with it
  }

  /* ---- what was typed goes with its writer */

  /* For good: a browser may keep the page as it was left, and the next person may go back to it. */
  function forget() {
    gone = true;
    document.querySelector("main").textContent = "";
  }

  function onKiosk() { return Number(document.body.dataset.idleMs) > 0; }

  window.addEventListener("pagehide", function () { if (onKiosk()) forget(); });
  window.addEventListener("pageshow", function (event) {
    if (event.persisted && gone) leave();
  });

  ["pointerdown", "keydown", "input", "wheel"].forEach(function (kind) {
    document.addEventListener(kind, function () { touched = performance.now(); });
  });
  setInterval(function () {
    const idle = Number(document.body.dataset.idleMs);
    if (idle === 0 || gone) return;
    const left = Math.max(0, Math.ceil((touched + idle - performance.now()) / 1000));
    const countdown = document.querySelector("[data-countdown]");
    if (countdown !== null) countdown.textContent = String(left);
    if (left > 0) return;
    // What was typed goes at once; the page follows as soon as the office answers.
    forget();
    leave();
  }, 500);

  function leave() {
    const away = document.body.dataset.away;
    fetch(away, { cache: "no-store", credentials: "same-origin" }).then(function (answer) {
      if (!answer.ok) throw new Error(String(answer.status));
      location.replace(away);
    }).catch(function () {
      document.querySelector("main").textContent = "Tidak tersambung ke kantor. Layar ini kembali sendiri begitu tersambung.";
      setTimeout(leave, 3000);
    });
  }

  if (history.state === null) history.replaceState({ step: document.body.dataset.step }, "");
  begin();
  bringBack();
}());
