// Starts a worker of the app beside the page's own and lets it read texts. `arguments`: its program, the words to read.
const [program, seed] = arguments;
const worker = new Worker(program, { type: 'module' });
const bench = { loadMs: 0, took: 0, job: 0 };
window.zhupiWorker = bench;

worker.onmessage = ({ data }) => {
  if (data.head.startsWith('{"Ready"')) bench.loadMs = JSON.parse(data.head).Ready.load_ms;
  if (data.head.startsWith('{"Done"')) bench.took = performance.now() - bench.began;
};

bench.read = (make, length) => {
  const piece = make(seed);
  let text = piece.repeat(Math.ceil(length / piece.length)).slice(0, length);
  const words = new TextEncoder().encode(text);
  bench.took = 0;
  bench.job += 1;
  bench.began = performance.now();
  worker.postMessage({ head: JSON.stringify({ Annotate: { job: bench.job } }), text: words });
};
