"""Pictures: typed by what they are, drawn anew, small, and bare of what the camera wrote in them."""

import hashlib
import io
import struct
import zlib
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image, ImageCms, ImageDraw

from jalon.core import pictures
from jalon.core.pictures import BarePicture, Refused, bare

CAMERA = "Appareil du Lac"


def noise(mode: str, width: int, height: int) -> Image.Image:
    return Image.frombytes(mode, (width, height), hashlib.shake_128(b"").digest(len(mode) * width * height))


def photo(width: int = 80, height: int = 40) -> Image.Image:
    """Many colours, always the same; the top left corner red."""
    image = noise("RGB", width, height)
    ImageDraw.Draw(image).rectangle((0, 0, width // 4, height // 4), "red")
    return image


def saved(image: Image.Image, kind: str = "JPEG", **how: Any) -> bytes:
    stream = io.BytesIO()
    image.save(stream, kind, **how)
    return stream.getvalue()


def made(content: bytes) -> BarePicture:
    return bare(io.BytesIO(content), len(content))


def opened(picture: BarePicture) -> Image.Image:
    return Image.open(io.BytesIO(picture.content))


def refusal(content: bytes) -> str:
    with pytest.raises(Refused) as refused:
        made(content)
    return str(refused.value).replace("\xa0", " ").replace("\u202f", " ")


def exif() -> Image.Exif:
    """What a telephone writes: turned, taken with, taken at."""
    told = Image.Exif()
    told[0x0112], told[0x010F] = 6, CAMERA
    told.get_ifd(0x8825)[2] = (47.0, 19.0, 21.0)
    return told


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP"])
def test_metadata_and_place_are_gone_and_the_picture_is_upright(kind: str) -> None:
    image = photo()
    picture = made(saved(image, kind, exif=exif()))
    kept = opened(picture)
    assert (picture.width, picture.height) == kept.size == (40, 80)
    assert not kept.getexif()
    assert set(kept.info) <= {"jfif", "jfif_version", "jfif_unit", "jfif_density"}
    assert CAMERA.encode() not in picture.content
    # Turned a quarter to the right: the corner that was on the left is on the right.
    red, _, blue = kept.convert("RGB").getpixel((36, 2))  # type: ignore[misc]
    assert red > 200 > blue
    assert picture.media_type == "image/jpeg"


def test_a_large_photograph_is_made_small() -> None:
    picture = made(saved(photo(2400, 1800)))
    assert (picture.width, picture.height) == (1600, 1200)


def test_a_flat_logo_stays_sharp_and_transparent() -> None:
    logo = Image.new("RGBA", (300, 100), (0, 0, 0, 0))
    ImageDraw.Draw(logo).ellipse((10, 10, 90, 90), (0, 80, 60, 255))
    picture = made(saved(logo, "PNG"))
    assert picture.media_type == "image/png"
    assert opened(picture).getpixel((0, 0)) == (0, 0, 0, 0)
    palette = made(saved(logo.convert("P"), "PNG", transparency=0))
    assert palette.media_type == "image/png"


def test_a_transparent_photograph_is_laid_on_white() -> None:
    assert made(saved(noise("RGBA", 600, 600), "PNG", compress_level=0)).media_type == "image/jpeg"


def test_the_first_image_of_one_that_moves() -> None:
    red, blue = Image.new("RGB", (20, 20), "red"), Image.new("RGB", (20, 20), "blue")
    kept = opened(made(saved(red, "WEBP", save_all=True, append_images=[blue], lossless=True)))
    assert kept.convert("RGB").getpixel((5, 5)) == (255, 0, 0)


def test_colours_of_paper_become_those_of_a_screen() -> None:
    assert opened(made(saved(photo().convert("CMYK")))).mode == "RGB"
    assert opened(made(saved(photo().convert("L")))).mode == "RGB"
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    assert "icc_profile" not in opened(made(saved(photo(), icc_profile=profile))).info
    assert made(saved(photo(), icc_profile=b"broken".ljust(200))).media_type == "image/jpeg"


def test_what_is_sent_twice_is_known_again() -> None:
    content = saved(photo())
    assert made(content).sha256 == made(content).sha256


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b'<?xml version="1.0"?>\n<svg xmlns="x"><script>alert(1)</script></svg>', "SVG peut contenir un programme"),
        (b'  <svg onload="alert(1)"/>', "SVG peut contenir un programme"),
        (b"%PDF-1.7 ...", "Ceci est un PDF"),
        (b"PK\x03\x04....", "fichier compressé"),
        (b"GIF89a=1;alert(1)", "GIF ne sont pas reçues"),
        (b"\0\0\0\x18ftypheic....", "HEIC"),
        (b"<!doctype html><script>alert(1)</script>", "pas une image"),
        (b"bonjour", "pas une image"),
        (b"", "pas une image"),
    ],
)
def test_what_is_no_picture_is_refused_in_words(content: bytes, said: str) -> None:
    assert said in refusal(content)


def test_a_page_that_passes_for_a_picture_is_refused() -> None:
    assert "passe pour une image" in refusal(saved(photo(), comment=b"*/--><SCRIPT>alert(1)</script>"))
    assert "passe pour une image" in refusal(saved(photo()) + b"<!DOCTYPE html><body onload=alert(1)>")


def test_what_follows_a_picture_is_left_behind() -> None:
    assert b"PK\x03\x04" not in made(saved(photo()) + b"PK\x03\x04 ...").content


def test_too_heavy_is_said_before_anything_is_read() -> None:
    class Unread(io.BytesIO):
        def read(self, *args: Any) -> bytes:
            raise AssertionError

    with pytest.raises(Refused, match="pèse 40\xa0Mo ; la limite est 10\xa0Mo"):
        bare(Unread(), 40_000_000)


def png_of(width: int, height: int) -> bytes:
    """A few bytes that announce a picture of that size."""
    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    parts = [(b"IHDR", head), (b"IDAT", zlib.compress(b"\0" * 1000)), (b"IEND", b"")]
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data)) for name, data in parts
    )


@pytest.mark.parametrize("size", [(9_000, 8_000), (10_000, 9_500), (50_000, 50_000)])
def test_more_points_than_memory_holds_are_refused(size: tuple[int, int]) -> None:
    assert "trop grande" in refusal(png_of(*size))


def test_a_picture_cut_short_is_refused() -> None:
    for kind in ("JPEG", "PNG", "WEBP"):
        content = saved(photo(), kind)
        assert "abîmée ou incomplète" in refusal(content[: len(content) // 2])


@settings(max_examples=60, deadline=None)
@given(st.data())
def test_a_broken_picture_is_refused_and_nothing_else(data: st.DataObject) -> None:
    content = bytearray(saved(photo(16, 16), data.draw(st.sampled_from(["JPEG", "PNG", "WEBP"]))))
    for _ in range(3):
        content[data.draw(st.integers(4, len(content) - 1))] = data.draw(st.integers(0, 255))
    try:
        picture = made(bytes(content))
    except Refused:
        return
    assert picture.media_type in pictures.MEDIA_TYPES.values()
    assert max(picture.width, picture.height) <= pictures.SIDE
