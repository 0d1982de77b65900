"""The time sheet of November: drawn up and signed by the known référent, it waits for the superior."""

import datetime as dt
import io

from PIL import Image, ImageDraw

from jalon.demo.week.scene import Scene
from jalon.documents.actions import store_file
from jalon.documents.enums import Capacity, Method
from jalon.worktime.actions import draw_up, sign_sheet

NOVEMBER = dt.date(2017, 11, 1)


def draw_up_november(scene: Scene) -> None:
    """Nothing when no référent of the example has an account, or was there in November."""
    user = scene.account_of.get(scene.known or 0)
    if user is None or scene.known is None:
        return
    caseworker = scene.team[scene.known]
    sheet = draw_up(by=user, caseworker=caseworker, month=NOVEMBER, reason="Exemple : semaines d’avant Jalon.")
    image = store_file(by=user, name="signature.png", content=_stroke())
    sign_sheet(
        by=user, sheet=sheet, capacity=Capacity.CASEWORKER, signer=str(caseworker), method=Method.DRAWN, image=image
    )


def _stroke() -> bytes:
    """A signature that is nobody's: a wave."""
    picture = Image.new("RGBA", (180, 60), (0, 0, 0, 0))
    points = [(4 + 4 * at, 30 + (18 if at % 6 < 3 else -14) - at // 3) for at in range(43)]
    ImageDraw.Draw(picture).line(points, fill=(20, 40, 60, 255), width=3)
    stream = io.BytesIO()
    picture.save(stream, "PNG")
    return stream.getvalue()
