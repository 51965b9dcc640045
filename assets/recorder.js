/* The recorder page: one word at a time is recorded, sent, judged by the office's computer, and heard again. Plain ES2017. */
(function () {
  "use strict";

  const desk = document.getElementById("recorder");
  if (desk === null) return;
  const sound = window.silakanSound;
  const by = (id) => document.getElementById(id);
  const words = (id) => by(id).textContent;
  const prompts = Array.from(document.querySelectorAll(".prompt-link"));
  const player = by("sound");
  const bar = by("level").firstElementChild;
  const possible = sound.Microphone.possible();
  const LOW = 0.04;
  const HIGH = 0.95;
  const LATE_MS = 2000;
  let at = prompts.findIndex((prompt) => prompt.hasAttribute("aria-current"));
  let loudest = 0;
  let highest = 0;
  let begun = 0;
  let painted = 0;

  const microphone = new sound.Microphone(desk.dataset.tap, onLevel, () => stop());

  function onLevel(peak) {
    if (desk.dataset.state !== "recording") return;
    loudest = Math.max(peak, loudest * 0.96);
    highest = Math.max(peak, highest);
    const now = Date.now();
    if (now - painted < 60) return;
    painted = now;
    // Loudness is heard in steps of decibels: -48 dB is the left end.
    const length = Math.max(0, Math.min(1, 1 + 20 * Math.log10(Math.max(loudest, 1e-5)) / 48));
    bar.style.transform = "scaleX(" + length.toFixed(3) + ")";
    // Whoever has not spoken yet does not speak too softly.
    const low = now - begun > LATE_MS ? words("words-low") : "";
    by("level-words").textContent = highest < LOW ? low : words(highest > HIGH ? "words-high" : "words-right");
  }

  function state(name) {
    desk.dataset.state = name;
    const recording = name === "recording";
    by("record").hidden = recording || !possible;
    by("stop").hidden = !recording;
    by("record").disabled = name === "opening" || name === "sending";
    by("listen").disabled = name !== "idle" || prompts[at].dataset.done !== "1";
  }

  function tell(sentences, problem) {
    const verdict = by("verdict");
    while (verdict.firstChild) verdict.removeChild(verdict.firstChild);
    for (const sentence of sentences) {
      const line = document.createElement("p");
      line.className = problem ? "message problem" : "message notice";
      line.textContent = sentence;
      verdict.appendChild(line);
    }
  }

  async function record() {
    player.pause();
    state("opening");
    tell([words("words-opening")], false);
    try {
      await microphone.open();
    } catch (error) {
      state("idle");
      microphone.close();
      tell([words(error.name === "NotAllowedError" ? "trouble-refused" : "trouble-missing")], true);
      return;
    }
    loudest = 0;
    highest = 0;
    begun = Date.now();
    by("level-words").textContent = "";
    microphone.start();
    state("recording");
    tell([words("words-recording")], false);
    by("stop").focus();
  }

  async function stop() {
    if (desk.dataset.state !== "recording") return;
    state("sending");
    await send(await microphone.stop(), by("record"));
  }

  async function send(wav, next) {
    state("sending");
    tell([words("words-sending")], false);
    const prompt = prompts[at];
    const body = new FormData();
    body.append("key", document.querySelector("#upload [name=key]").value);
    body.append("file", wav, prompt.dataset.clip + ".wav");
    try {
      const answer = await fetch(desk.dataset.path + "/klip/" + prompt.dataset.clip, {
        method: "POST", body, credentials: "same-origin", headers: { accept: "application/json" },
      });
      const told = await answer.json();
      if (answer.ok) {
        prompt.dataset.done = "1";
        tell([words("words-good")], false);
      } else {
        tell(told.problems || [told.detail], true);
      }
    } catch (error) {
      tell([words("trouble-sending")], true);
    }
    state("idle");
    refresh();
    next.focus();
  }

  async function upload(event) {
    event.preventDefault();
    const file = by("file").files[0];
    if (file === undefined || desk.dataset.state !== "idle") return;
    state("sending");
    let wav;
    try {
      wav = await sound.wavOfFile(file);
    } catch (error) {
      state("idle");
      tell([words("trouble-file")], true);
      return;
    }
    await send(wav, by("after"));
    by("file").value = "";
  }

  function listen() {
    // The address stays the same when the word is recorded anew; what is behind it does not.
    player.src = desk.dataset.path + "/klip/" + prompts[at].dataset.clip + ".wav?" + Date.now();
    player.play().catch(() => tell([words("trouble-sending")], true));
  }

  function refresh() {
    const prompt = prompts[at];
    const done = prompts.filter((one) => one.dataset.done === "1").length;
    by("done").textContent = String(done);
    by("progress").value = done;
    by("group").textContent = prompt.dataset.group;
    by("place").textContent = String(at + 1);
    by("prompt").textContent = prompt.querySelector(".prompt-words").textContent;
    by("hint").textContent = prompt.dataset.hint;
    const recorded = prompt.dataset.done === "1";
    by("record-words").textContent = words(recorded ? "words-again" : "words-record");
    by("record").classList.toggle("main-button", !recorded);
    by("after").classList.toggle("main-button", recorded);
    by("before").hidden = at === 0;
    by("after").hidden = at === prompts.length - 1;
    by("upload").action = desk.dataset.path + "/klip/" + prompt.dataset.clip;
    prompts.forEach((one) => one.removeAttribute("aria-current"));
    prompt.setAttribute("aria-current", "step");
    by("listen").disabled = !recorded;
  }

  function go(to, event) {
    event.preventDefault();
    if (to < 0 || to >= prompts.length || desk.dataset.state !== "idle") return;
    player.pause();
    at = to;
    tell([], false);
    refresh();
    history.replaceState(null, "", prompts[at].href);
    by("prompt").focus();
  }

  by("buttons").hidden = false;
  desk.classList.toggle("still", !possible);
  if (!possible) tell([words("trouble-http")], true);
  // The page has a button of its own for it.
  player.hidden = true;
  by("file").accept = "audio/*";
  state("idle");
  by("record").addEventListener("click", record);
  by("stop").addEventListener("click", stop);
  by("listen").addEventListener("click", listen);
  by("upload").addEventListener("submit", upload);
  by("before").addEventListener("click", (event) => go(at - 1, event));
  by("after").addEventListener("click", (event) => go(at + 1, event));
  prompts.forEach((prompt, place) => prompt.addEventListener("click", (event) => go(place, event)));
  // Nobody is listened to who has gone to another page or switched the tablet off.
  window.addEventListener("pagehide", () => microphone.close());
  document.addEventListener("visibilitychange", () => {
    if (!document.hidden) return;
    microphone.close();
    if (desk.dataset.state === "recording") state("idle");
  });
}());
