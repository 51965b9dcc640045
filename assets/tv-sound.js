/* The TV as the room's loudspeaker: plays the announcement that the server hands it, one at a time, and says what became of it.
   Where the browser wants a press before a page may sound, a bar says so until somebody has pressed. Down: {"sound":{seq,url,ms}},
   {"hush":seq}. Up: {"sound_ready":…,"why":…}, {"playing":seq}, {"played":seq}, {"unplayed":seq,"why":…}. A sound goes on when the
   line is cut: on the next connection the page says first what it plays, or what became of it meanwhile. */
(function () {
  "use strict";

  const SILENCE = "/assets/silence.wav";
  const LATE_MS = 10000; // longer than its length by this, and a sound has stuck
  const AGAIN_MS = 15000;
  const RECENT_MS = 30000; // an end told on a line that was dying may not have arrived

  const body = document.body;
  const bar = document.getElementById("sound");
  const button = bar.querySelector("button");
  // One element for everything: the press that allowed it to sound is remembered with it.
  const audio = new Audio();
  let ready = null;
  let trying = false;
  let heard = ""; // the newest sound's address: a frame that comes twice plays once
  let current = null; // {seq, began, timer}
  let again = 0;
  let ended = null; // {message, at}: what was told last of a sound

  function send(message) {
    document.dispatchEvent(new CustomEvent("silakan:send", { detail: message }));
  }

  function reasonOf(error) {
    if (error !== null && error.name === "NotAllowedError") return "refused";
    return audio.error !== null && audio.error.code === MediaError.MEDIA_ERR_NETWORK ? "network" : "format";
  }

  // ---- may this page sound?

  function say(now, why) {
    ready = now;
    send(now ? { sound_ready: true } : { sound_ready: false, why: why });
    bar.dataset.why = why;
    const hidden = bar.hidden;
    bar.hidden = now || why !== "refused";
    if (bar.hidden) delete body.dataset.sound;
    else body.dataset.sound = why;
    // The first press of a remote control's middle key then does it.
    if (hidden && !bar.hidden) button.focus();
    clearTimeout(again);
    if (!now && why !== "refused") again = setTimeout(tryOut, AGAIN_MS);
  }

  /* Plays nothing at all, to learn whether something could be played. */
  function tryOut() {
    if (trying || current !== null) return;
    trying = true;
    audio.onplaying = audio.onended = audio.onerror = null;
    audio.src = SILENCE;
    Promise.resolve(audio.play()).then(function () { return null; }, function (error) { return error; }).then(function (error) {
      trying = false;
      // A sound that came meanwhile tells by itself.
      if (current !== null || (error !== null && error.name === "AbortError")) return;
      say(error === null, error === null ? "" : reasonOf(error));
    });
  }

  function pressed() {
    if (ready !== false) return;
    body.dataset.pressed = "1";
    tryOut();
  }

  // ---- a sound

  function end(message) {
    if (current === null) return;
    clearTimeout(current.timer);
    current = null;
    audio.onplaying = audio.onended = audio.onerror = null;
    ended = message === null ? null : { message: message, at: performance.now() };
    if (message !== null) send(message);
  }

  function fail(seq, why) {
    audio.pause();
    end({ unplayed: seq, why: why });
    say(why !== "refused", why === "refused" ? why : "");
  }

  function play(sound) {
    if (sound.url === heard) return;
    heard = sound.url;
    end(null);
    const mine = { seq: sound.seq, began: false, timer: 0 };
    current = mine;
    mine.timer = setTimeout(function () { if (current === mine) fail(mine.seq, "network"); }, sound.ms + LATE_MS);
    audio.onplaying = function () {
      if (current !== mine || mine.began) return;
      mine.began = true;
      send({ playing: mine.seq });
    };
    audio.onended = function () { if (current === mine) end({ played: mine.seq }); };
    audio.onerror = function () { if (current === mine) fail(mine.seq, reasonOf(null)); };
    audio.src = sound.url;
    Promise.resolve(audio.play()).catch(function (error) {
      if (current === mine && error.name !== "AbortError") fail(mine.seq, reasonOf(error));
    });
  }

  document.addEventListener("silakan:frame", function (event) {
    if (event.detail.sound !== undefined) {
      play(event.detail.sound);
    } else if (current !== null && event.detail.hush === current.seq) {
      audio.pause();
      end(null);
    }
  });
  document.addEventListener("silakan:open", function () {
    if (current !== null) {
      if (current.began) send({ playing: current.seq });
    } else if (ended !== null && performance.now() - ended.at < RECENT_MS) {
      send(ended.message);
    }
    if (ready === null || trying) return;
    say(ready, ready ? "" : bar.dataset.why);
  });
  document.addEventListener("silakan:leaving", function (event) {
    if (current !== null) event.preventDefault();
  });
  button.addEventListener("click", pressed);
  document.addEventListener("keydown", pressed);
  document.addEventListener("pointerdown", pressed);
  tryOut();
}());
