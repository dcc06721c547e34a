#!/usr/bin/env python3
"""The plain version of the relit poster (red flicker, bloom, grain) as a WebGL page in a kiosk browser: what a frame of it costs.

  browser_light.py POSTER.png [SECONDS]

Needs Debian's chromium, xvfb and xdotool. Prints one line in the form of light_bench. The page counts its frames in its title; processor time is that of
all the browser's processes, GPU process included, while Xvfb's is left out.
"""
import base64, os, shutil, signal, subprocess, sys, tempfile, time

HERE = os.path.dirname(os.path.abspath(__file__))
WIDTH, HEIGHT, WARM_UP = 1920, 1080, 8.0
TICK = os.sysconf("SC_CLK_TCK")

PAGE = """<!doctype html><style>html,body{margin:0;background:#000;overflow:hidden}canvas{position:fixed;inset:0;width:100vw;height:100vh}</style>
<canvas id=c width=%d height=%d></canvas><script id=f type=x>%s</script><script>
const g = c.getContext('webgl', {antialias: false, alpha: false});
const make = (type, text) => { const s = g.createShader(type); g.shaderSource(s, text); g.compileShader(s); return s; };
const p = g.createProgram();
g.attachShader(p, make(g.VERTEX_SHADER, 'attribute vec2 a; void main() { gl_Position = vec4(a, 0, 1); }'));
g.attachShader(p, make(g.FRAGMENT_SHADER, f.textContent));
g.linkProgram(p); g.useProgram(p);
g.bindBuffer(g.ARRAY_BUFFER, g.createBuffer());
g.bufferData(g.ARRAY_BUFFER, new Float32Array([-1, -1, 3, -1, -1, 3]), g.STATIC_DRAW);
g.enableVertexAttribArray(0); g.vertexAttribPointer(0, 2, g.FLOAT, false, 0, 0);
const image = new Image();
let frames = 0;
image.onload = () => {
  g.bindTexture(g.TEXTURE_2D, g.createTexture());
  g.texImage2D(g.TEXTURE_2D, 0, g.RGB, g.RGB, g.UNSIGNED_BYTE, image);
  g.texParameteri(g.TEXTURE_2D, g.TEXTURE_MIN_FILTER, g.LINEAR);
  g.texParameteri(g.TEXTURE_2D, g.TEXTURE_WRAP_S, g.CLAMP_TO_EDGE);
  g.texParameteri(g.TEXTURE_2D, g.TEXTURE_WRAP_T, g.CLAMP_TO_EDGE);
  g.uniform2f(g.getUniformLocation(p, 'res'), %d, %d);
  const at = g.getUniformLocation(p, 't');
  const draw = t => { g.uniform1f(at, t / 1000); g.drawArrays(g.TRIANGLES, 0, 3); document.title = 'frame ' + ++frames; requestAnimationFrame(draw); };
  requestAnimationFrame(draw);
};
image.src = 'data:image/png;base64,%s';
</script>"""


def processor_seconds(root):
    """User and system time of a process and all that descend from it."""
    parent, used = {}, {}
    for pid in filter(str.isdigit, os.listdir("/proc")):
        try:
            text = open(f"/proc/{pid}/stat").read()
        except OSError:
            continue
        fields = text[text.rindex(")") + 2:].split()
        parent[int(pid)], used[int(pid)] = int(fields[1]), (int(fields[11]) + int(fields[12])) / TICK
    tree, grown = {root}, True
    while grown:
        more = {p for p, q in parent.items() if q in tree} - tree
        tree |= more
        grown = bool(more)
    return sum(used.get(p, 0) for p in tree)


def frames_of(display):
    found = subprocess.run(["xdotool", "search", "--name", "frame [0-9]+", "getwindowname", "%@"], env=dict(os.environ, DISPLAY=display),
                           capture_output=True, text=True).stdout.split()
    numbers = [int(word) for word in found if word.isdigit()]
    return max(numbers) if numbers else None


def main():
    missing = [tool for tool in ("chromium", "Xvfb", "xdotool") if not shutil.which(tool)]
    if missing:
        print(f"browser: not measured, {', '.join(missing)} missing (apt install chromium xvfb xdotool)")
        return
    seconds = float(sys.argv[2]) if len(sys.argv) > 2 else 15.0
    folder = tempfile.mkdtemp(prefix="browser-light.")
    display = f":{200 + os.getpid() % 100}"
    page = os.path.join(folder, "poster.html")
    picture = base64.b64encode(open(sys.argv[1], "rb").read()).decode()
    shader = open(os.path.join(HERE, "pages", "poster.frag")).read()
    open(page, "w").write(PAGE % (WIDTH, HEIGHT, shader, WIDTH, HEIGHT, picture))
    server = subprocess.Popen(["Xvfb", display, "-screen", "0", f"{WIDTH}x{HEIGHT}x24", "-nolisten", "tcp"], stderr=subprocess.DEVNULL)
    browser = None
    try:
        while not os.path.exists(f"/tmp/.X11-unix/X{display[1:]}") and server.poll() is None:
            time.sleep(0.05)
        browser = subprocess.Popen(
            ["chromium", "--no-sandbox", "--kiosk", "--no-first-run", "--no-default-browser-check", "--ignore-gpu-blocklist", "--use-gl=angle", "--use-angle=gl",
             f"--user-data-dir={folder}/profile", f"--window-size={WIDTH},{HEIGHT}", "--window-position=0,0", f"file://{page}"],
            env=dict(os.environ, DISPLAY=display, HOME=folder), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True)
        time.sleep(WARM_UP)
        first, before, began = frames_of(display), processor_seconds(browser.pid), time.monotonic()
        time.sleep(seconds)
        last, after, ended = frames_of(display), processor_seconds(browser.pid), time.monotonic()
        if first is None or last is None or last <= first:
            print("browser: not measured, the page shows no frames")
            return
        frames, cost = last - first, (after - before) * 1000
        print(f"{'browser (WebGL)':<18} {WIDTH:>4}x{HEIGHT:<4}  {(ended - began) * 1000 / frames:7.2f} {'':>7} {cost / frames:9.2f} {cost / frames:9.2f} "
              f"{frames:6} {frames:6} {'':>5}")
    finally:
        for process in (browser, server):
            if process and process.poll() is None:
                os.kill(process.pid, signal.SIGTERM)
                try:
                    process.wait(5)
                except subprocess.TimeoutExpired:
                    process.kill()
        shutil.rmtree(folder, ignore_errors=True)


main()
