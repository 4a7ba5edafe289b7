"""Small drawn pictures of places that do not exist, for the reports of the demo and Noor's own page."""

from __future__ import annotations

from io import BytesIO
from typing import Final

from PIL import Image, ImageDraw

from kraftsamling.documents.attachments import Drawn

WIDTH: Final = 960
HEIGHT: Final = 540
SKY: Final = "#cfe3e6"
WATER: Final = "#6f9fa8"
GROUND: Final = "#8aa37b"
WALLS: Final = ("#b5573f", "#d9b36c", "#7d8f9b", "#e8e0d0")


def _jpeg(image: Image.Image) -> bytes:
    out = BytesIO()
    image.save(out, "JPEG", quality=80)
    return out.getvalue()


def _house(draw: ImageDraw.ImageDraw, left: int, top: int, width: int, wall: str) -> None:
    bottom = 400
    draw.rectangle((left, top, left + width, bottom), fill=wall)
    draw.polygon(
        [(left - 12, top), (left + width // 2, top - 60), (left + width + 12, top)], fill="#4a4a4a"
    )
    for x in range(left + 18, left + width - 30, 48):
        draw.rectangle((x, top + 24, x + 24, top + 58), fill="#f6f1dc")


def town_by_the_lake() -> bytes:
    """Lindsjö: houses in a row above the water."""
    image = Image.new("RGB", (WIDTH, HEIGHT), SKY)
    draw = ImageDraw.Draw(image)
    draw.rectangle((0, 400, WIDTH, 440), fill=GROUND)
    draw.rectangle((0, 440, WIDTH, HEIGHT), fill=WATER)
    for number, wall in enumerate(WALLS):
        _house(draw, 70 + number * 220, 260 - 20 * (number % 2), 160, wall)
    return _jpeg(image)


def cafe_with_a_long_table() -> bytes:
    """The café where residents and staff meet."""
    image = Image.new("RGB", (WIDTH, HEIGHT), "#efe6d3")
    draw = ImageDraw.Draw(image)
    draw.rectangle((0, 420, WIDTH, HEIGHT), fill="#a98962")
    for x in (80, 380, 680):
        draw.rectangle((x, 60, x + 200, 230), fill=SKY, outline="#7a6a53", width=8)
    draw.rectangle((140, 340, 820, 372), fill="#6b4a2f")
    for x in (180, 360, 540, 720):
        draw.ellipse((x, 312, x + 44, 340), fill="#f8f8f4")
    return _jpeg(image)


def house_by_a_child() -> Drawn:
    """The aunt's house, as Noor draws it: a roof, a sun, two people."""
    image = Image.new("RGB", (900, 600), "white")
    draw = ImageDraw.Draw(image)
    draw.line(
        [(250, 480), (250, 270), (420, 140), (590, 270), (590, 480), (250, 480)], "#b3261e", 9
    )
    draw.line([(250, 270), (590, 270)], "#b3261e", 9)
    draw.rectangle((385, 370, 455, 480), outline="#1c1c1c", width=8)
    draw.ellipse((700, 50, 800, 150), outline="#f2c200", width=10)
    for left, top in ((130, 360), (680, 330)):
        draw.ellipse((left, top, left + 44, top + 44), outline="#1f5fbf", width=8)
        body = [(left + 22, top + 44), (left + 22, top + 110)]
        legs = [(left, top + 150), (left + 22, top + 110), (left + 44, top + 150)]
        arms = [(left - 14, top + 66), (left + 58, top + 66)]
        for part in (body, legs, arms):
            draw.line(part, "#1f5fbf", 8)
    draw.line([(30, 500), (870, 490)], "#2e7d32", 9)
    return Drawn(_jpeg(image), *image.size)
