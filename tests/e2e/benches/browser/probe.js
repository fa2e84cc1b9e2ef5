// Runs before the page's own scripts. Every time is stamped at the second animation frame after what was waited for.
(() => {
  const probe = { opened: 0, took: 0, tasks: [] };
  window.zhupiProbe = probe;
  const twoFrames = (then) => requestAnimationFrame(() => requestAnimationFrame(() => then(performance.now())));

  // The marks of the text, as far as they are drawn.
  const text = () => document.querySelector('[data-test~=text]');
  const marks = () => [...(text()?.querySelectorAll('mark[data-mark]') ?? [])];
  const ids = () => new Set(marks().map((mark) => mark.dataset.mark));

  const opening = setInterval(() => {
    if (text()?.querySelector('.words')?.textContent && marks().length > 0) {
      clearInterval(opening);
      twoFrames((at) => { probe.opened = at; });
    }
  }, 4);

  new PerformanceObserver((list) => {
    for (const task of list.getEntries()) probe.tasks.push([task.startTime, task.duration]);
  }).observe({ type: 'longtask', buffered: true });

  // Conditions to wait for, given what was there before.
  const changes = {
    added: (before) => marks().find((mark) => !before.has(mark.dataset.mark))?.dataset.mark,
    gone: (_, id) => !ids().has(id),
    back: (_, id) => ids().has(id),
    accepted: (_, id) => !marks().some((mark) => mark.dataset.mark === id && mark.dataset.review !== 'accepted'),
    nothing: () => document.documentElement.dataset.probe,
  };

  // Times the next event of a kind, from its handler to the second frame after a change shows. `took`: the change is seen
  // as soon as the page makes it. `polled`: it is looked for by a timer every 5 ms, as the peers were measured; Chromium
  // holds timers back after a click or a drag until the page has drawn a frame. How long the event waited is told apart.
  probe.time = (event, change, id) => {
    probe.took = probe.polled = 0;
    probe.found = undefined;
    delete document.documentElement.dataset.probe;
    const before = ids();
    addEventListener(event, (happened) => {
      const start = performance.now();
      probe.waited = start - happened.timeStamp;
      const until = (figure, stop) => () => {
        if (probe[figure] !== 0) return;
        const found = changes[change](before, id);
        if (!found) return;
        stop();
        probe[figure] = NaN;
        probe.found = found;
        twoFrames((at) => { probe[figure] = at - start; });
      };
      const observer = new MutationObserver(until('took', () => observer.disconnect()));
      observer.observe(document.documentElement, { subtree: true, childList: true, attributes: true });
      const timer = setInterval(until('polled', () => clearInterval(timer)), 5);
      if (change === 'nothing') document.documentElement.dataset.probe = 'done';
    }, { capture: true, once: true });
  };

  // Four characters that no mark covers, in the middle of the view: where to drag from and to.
  probe.unmarked = (nth) => {
    const pane = document.querySelector('[data-test~=pane]').getBoundingClientRect();
    const found = [];
    for (const words of text().querySelectorAll('.words')) {
      for (const node of words.childNodes) {
        if (node.nodeType !== Node.TEXT_NODE || node.data.length < 6) continue;
        const range = document.createRange();
        const box = (at) => { range.setStart(node, at); range.setEnd(node, at + 1); return range.getBoundingClientRect(); };
        const [first, last] = [box(1), box(4)];
        const inView = first.top > pane.top + 60 && last.bottom < pane.bottom - 120;
        if (inView && first.top === last.top && first.width > 4) {
          found.push([first.left + 1, first.top + first.height / 2, last.right - 1, last.top + last.height / 2]);
        }
      }
    }
    return found[nth % Math.max(found.length, 1)];
  };

  // Scrolls 60 pixels a frame for some seconds, back again at the end; gives the length of each frame.
  probe.scroll = (seconds, done) => {
    const pane = document.querySelector('[data-test~=pane]');
    const frames = [];
    let last, way = 60;
    const start = performance.now();
    const frame = (now) => {
      if (last) frames.push(now - last);
      last = now;
      const before = pane.scrollTop;
      pane.scrollTop += way;
      if (pane.scrollTop === before) way = -way;
      if (now - start < seconds * 1000) requestAnimationFrame(frame); else done(frames);
    };
    requestAnimationFrame(frame);
  };
})();
