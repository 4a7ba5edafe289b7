/* A drawing on the child's own page. Without this, the page takes photos of drawings; with it, what is drawn
   is sent as one picture more, in the field for pictures. */
(() => {
  "use strict";
  const part = document.querySelector("[data-rita]");
  const canvas = part?.querySelector("canvas");
  const pen = canvas?.getContext("2d");
  const chosen = part && part.form.elements[part.dataset.falt];
  if (!pen || !chosen || typeof DataTransfer === "undefined") return;
  const drawn = chosen.cloneNode();
  drawn.removeAttribute("id");
  drawn.hidden = true;
  part.append(drawn);
  part.hidden = false;

  const lines = [];
  let line = null;
  let color = "";
  const colors = [...part.querySelectorAll(".farg")];
  const choose = (button) => {
    color = getComputedStyle(button).backgroundColor;
    colors.forEach((each) => each.setAttribute("aria-pressed", String(each === button)));
  };
  colors.forEach((each) => each.addEventListener("click", () => choose(each)));
  choose(colors[0]);

  const stroke = ({ color: ink, points }) => {
    pen.strokeStyle = ink;
    pen.lineWidth = 8;
    pen.lineCap = pen.lineJoin = "round";
    pen.beginPath();
    points.forEach(([x, y], place) => (place ? pen.lineTo(x, y) : pen.moveTo(x, y)));
    if (points.length === 1) pen.lineTo(points[0][0], points[0][1] + 0.1);
    pen.stroke();
  };
  const redraw = () => {
    pen.fillStyle = "#fff";
    pen.fillRect(0, 0, canvas.width, canvas.height);
    lines.forEach(stroke);
  };
  /* The field follows each line, so that whoever presses "Send" has it in. */
  const keep = () => {
    const files = new DataTransfer();
    if (!lines.length) { drawn.files = files.files; return; }
    const bytes = atob(canvas.toDataURL("image/png").split(",")[1]);
    files.items.add(new File([Uint8Array.from(bytes, (each) => each.charCodeAt(0))], "teckning.png", { type: "image/png" }));
    drawn.files = files.files;
  };
  const place = (event) => {
    const box = canvas.getBoundingClientRect();
    return [(event.clientX - box.left) * canvas.width / box.width, (event.clientY - box.top) * canvas.height / box.height];
  };
  canvas.addEventListener("pointerdown", (event) => {
    event.preventDefault();
    canvas.setPointerCapture(event.pointerId);
    line = { color, points: [place(event)] };
    lines.push(line);
    redraw();
  });
  canvas.addEventListener("pointermove", (event) => {
    if (!line) return;
    line.points.push(place(event));
    redraw();
  });
  const end = () => { if (line) { line = null; keep(); } };
  canvas.addEventListener("pointerup", end);
  canvas.addEventListener("pointercancel", end);
  part.querySelector("[data-angra]").addEventListener("click", () => { lines.pop(); redraw(); keep(); });
  part.querySelector("[data-borja-om]").addEventListener("click", () => { lines.length = 0; redraw(); keep(); });
  redraw();
})();
