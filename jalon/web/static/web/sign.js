// A signature drawn in a frame: with a finger, a pen or a mouse. Without this script, one signs on paper.

const INK = "#1d2a2c";
const WIDTH = 2.4; // CSS pixels, a pen's

function prepare(section) {
  const [canvas, form] = [section.querySelector("canvas"), section.querySelector("form")];
  const field = form.elements.namedItem("trait-image");
  const pen = canvas.getContext("2d");
  let strokes = [];
  section.hidden = false;

  // The frame may change width (a tablet turned): what was drawn is drawn again, at its place.
  function draw() {
    const scale = Math.min(devicePixelRatio || 1, 2);
    const { width, height } = canvas.getBoundingClientRect();
    canvas.width = Math.round(width * scale);
    canvas.height = Math.round(height * scale);
    pen.scale(scale, scale);
    pen.lineWidth = WIDTH;
    pen.lineCap = pen.lineJoin = "round";
    pen.strokeStyle = INK;
    strokes.forEach(trace);
  }

  function trace(points) {
    pen.beginPath();
    pen.moveTo(points[0].x, points[0].y);
    points.slice(1).forEach((point, index) => {
      const last = points[index];
      pen.quadraticCurveTo(last.x, last.y, (last.x + point.x) / 2, (last.y + point.y) / 2);
    });
    pen.lineTo(points.at(-1).x, points.at(-1).y);
    pen.stroke();
  }

  const keep = () => { field.value = strokes.length ? canvas.toDataURL("image/png") : ""; };
  const at = (event) => {
    const box = canvas.getBoundingClientRect();
    return { x: event.clientX - box.left, y: event.clientY - box.top };
  };

  let current = null;
  canvas.addEventListener("pointerdown", (event) => {
    if (current || event.button > 0) return;
    event.preventDefault();
    canvas.setPointerCapture(event.pointerId);
    current = { id: event.pointerId, points: [at(event)] };
    strokes.push(current.points);
    trace(current.points);
  });
  canvas.addEventListener("pointermove", (event) => {
    if (event.pointerId !== current?.id) return;
    const moves = event.getCoalescedEvents?.() ?? [];
    for (const move of moves.length ? moves : [event]) current.points.push(at(move));
    trace(current.points.slice(-4));
  });
  for (const end of ["pointerup", "pointercancel"]) {
    canvas.addEventListener(end, (event) => {
      if (event.pointerId !== current?.id) return;
      current = null;
      draw();
      keep();
    });
  }
  form.querySelector("[data-clear]").addEventListener("click", () => { strokes = []; draw(); keep(); });
  new ResizeObserver(() => { draw(); keep(); }).observe(canvas);
  draw();
}

function start() {
  for (const section of document.querySelectorAll("[data-drawing][hidden]")) prepare(section);
}

document.addEventListener("jalon:shown", start);
start();
