"""Cuts the shaded relief of the world into tiles that are decoded one by one: assets/world/relief.bin.

    python3 -m venv venv && venv/bin/pip install pillow==13.0.0
    venv/bin/python assets/world/relief.py TABLES assets/world

The form, whole numbers little-endian: how many levels (u32); for each level pixels a degree (f32), western and northern edge
in degrees (f32), width and height in pixels (u32), then for each tile, row by row, how many bytes it has (u32, 0 where all of
it is flat); then all tiles, each a WebP. A tile is TILE pixels wide and high, or what is left of its level.
"""
import io, struct, sys
from PIL import Image

Image.MAX_IMAGE_PIXELS = None
TILE, QUALITY, FLAT = 540, 45, 4


def level(picture, per_degree, west, north):
    head = struct.pack('<fffII', per_degree, west, north, picture.width, picture.height)
    sizes, tiles = b'', b''
    for y in range(0, picture.height, TILE):
        for x in range(0, picture.width, TILE):
            tile = picture.crop((x, y, min(x + TILE, picture.width), min(y + TILE, picture.height)))
            low, high = tile.getextrema()
            data = io.BytesIO()
            if low < 128 - FLAT or high > 128 + FLAT:
                tile.convert('RGB').save(data, 'WEBP', quality=QUALITY, method=6)
            sizes += struct.pack('<I', len(data.getvalue()))
            tiles += data.getvalue()
    return head + sizes, tiles


def main(tables, out):
    world = Image.open(f'{tables}/shade-2min.webp').convert('L')
    near = Image.open(f'{tables}/shade-1min-n00e000.webp').convert('L')
    smaller = lambda by: world.resize((world.width // by, world.height // by), Image.Resampling.BOX)
    levels = [level(smaller(4), 7.5, -180, 84), level(smaller(2), 15, -180, 84), level(world, 30, -180, 84)]
    levels.append(level(near, 60, 0, 50))
    data = struct.pack('<I', len(levels)) + b''.join(head for head, _ in levels) + b''.join(tiles for _, tiles in levels)
    with open(f'{out}/relief.bin', 'wb') as file:
        file.write(data)
    print('relief.bin:', len(data), 'bytes')


main(*sys.argv[1:])
