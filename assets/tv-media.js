/* Pictures, short videos and slides of the complaint board in the hero while nobody is called. They yield at once: a call takes their place in the same turn in which
   tv.js puts its card there. One after the other, still, without sound; nothing moves across the picture but the video itself. */
(function () {
  "use strict";

  const body = document.body;
  const hero = document.getElementById("hero");
  const list = document.getElementById("media");
  const restMs = Number(body.dataset.restMs);
  const mediumMs = Number(body.dataset.mediumMs);
  const items = Array.from(list.children);
  let at = -1;
  let timer = 0;
  let failures = 0;

  function leave(item) {
    const video = item.querySelector("video");
    if (video !== null) {
      video.pause();
      // Without its source it holds no memory of the set's little.
      video.removeAttribute("src");
      video.load();
    }
    item.hidden = true;
  }

  function yieldPlace() {
    clearTimeout(timer);
    list.hidden = true;
    if (at >= 0) leave(items[at]);
    timer = setTimeout(showNext, restMs);
  }

  function isSlide(item) {
    return item.querySelector(".slide") !== null;
  }

  /* A slide has nothing to say as long as nothing is published. */
  function isFull(item) {
    return item.querySelector(".slide[data-empty]") === null;
  }

  /* The place of the next one that can be shown, -1 for none. */
  function following() {
    for (let step = 1; step <= items.length; step += 1) {
      const place = (at + step) % items.length;
      if (isFull(items[place])) return place;
    }
    return -1;
  }

  function showNext() {
    clearTimeout(timer);
    if (at >= 0) leave(items[at]);
    const next = following();
    if (next < 0 || (next <= at && items.every(function (item) { return isSlide(item) || !isFull(item); }))) {
      // Slides alone leave the hero to the last number between two rounds.
      at = -1;
      yieldPlace();
      return;
    }
    at = next;
    const item = items[at];
    if (isSlide(item)) {
      item.hidden = false;
      list.hidden = false;
      timer = setTimeout(showNext, mediumMs);
      return;
    }
    const medium = item.firstElementChild;
    const failed = function () { skip(item); };
    medium.onerror = failed;
    medium.onload = medium.onplaying = function () { failures = 0; };
    medium.onended = showNext;
    medium.src = medium.dataset.src;
    item.hidden = false;
    list.hidden = false;
    if (medium.tagName === "VIDEO") {
      medium.muted = true;
      const playing = medium.play();
      if (playing !== undefined) playing.catch(failed);
    } else {
      timer = setTimeout(showNext, mediumMs);
    }
  }

  /* A file that is gone or that this set cannot play: the next one, and after a whole round of them a rest. A video says so twice. */
  function skip(item) {
    if (item !== items[at] || item.hidden) return;
    failures += 1;
    if (failures < items.filter(isFull).length) {
      showNext();
    } else {
      failures = 0;
      yieldPlace();
    }
  }

  new MutationObserver(yieldPlace).observe(hero, { childList: true });
  document.addEventListener("silakan:link", function (event) {
    if (!event.detail.up) yieldPlace();
  });
  yieldPlace();
}());
