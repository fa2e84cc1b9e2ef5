// Starts a worker of the app beside the page's own and lets it read texts. `arguments`: its program, the words to read.
const [program, seed] = arguments;
const worker = new Worker(program, { type: 'module' });
const bench = { loadMs: 0, took: 0, job: 0 };
window.zhupiWorker = bench;

// A message has a number as the digits of its bits.
const number = (digits) => new Float64Array(BigUint64Array.of(BigInt(digits)).buffer)[0];

worker.onmessage = ({ data }) => {
  if (data.head.startsWith('5,Ready')) bench.loadMs = number(data.head.slice('5,Ready'.length, -1));
  if (data.head.startsWith('4,Done')) bench.took = performance.now() - bench.began;
};

bench.read = (make, length) => {
  const piece = make(seed);
  let text = piece.repeat(Math.ceil(length / piece.length)).slice(0, length);
  const words = new TextEncoder().encode(text);
  bench.took = 0;
  bench.job += 1;
  bench.began = performance.now();
  worker.postMessage({ head: `8,Annotate${bench.job},`, text: words });
};
