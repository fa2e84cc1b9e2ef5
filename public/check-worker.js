// What the self-check tries inside a worker: to fetch from elsewhere. Answers which rule refused it, or nothing.
self.onmessage = (event) => {
  self.addEventListener("securitypolicyviolation", (violation) => self.postMessage(violation.effectiveDirective));
  fetch(event.data).catch(() => {});
};
