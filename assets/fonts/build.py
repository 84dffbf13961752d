#!/usr/bin/env python3
"""Makes the fonts of this folder from the upstream faces.

    apt-get download fonts-inter fonts-noto-core        (Debian; unpack each with dpkg-deb -x)
    python3 -m venv venv && venv/bin/pip install fonttools brotli
    venv/bin/python build.py --inter FOLDER --noto FOLDER [--out FOLDER]

--inter holds Inter-Regular.otf and its siblings, --noto holds NotoSansArabic-Regular.ttf and -Bold.ttf.

Inter: cut down to Latin, punctuation and a few signs; kerning and mark positioning stay. Contextual alternates go, so
that a quotation is never redrawn (Inter turns "->" into an arrow). Digits are the tabular ones by default: the character
map points at the alternates of the feature tnum, so nothing has to be switched on. WOFF2: the same with fewer characters,
for embedding in an SVG. Noto Sans Arabic: cut down to the Arabic block and its joined forms.
"""
import os, sys
from fontTools import subset
from fontTools.ttLib import TTFont

HERE = os.path.dirname(os.path.abspath(__file__))
def option(name, default): return sys.argv[sys.argv.index(name) + 1] if name in sys.argv else default
INTER, NOTO, OUT = option('--inter', '/usr/share/fonts/opentype/inter'), option('--noto', '/usr/share/fonts/truetype/noto'), option('--out', HERE)

def span(a, b): return set(range(a, b + 1))
SIGNS = set(map(ord, '′″−×≈≤≥≠±÷∞→←↑↓↗↘↔★☆⌘⇧⌥⌃⏎⌫▲▼◀▶△▽●○■□◆◇✓✕€£$¥₽₹¤©®™°№'))
LATIN = span(0x20, 0x7E) | span(0xA0, 0x24F) | span(0x259, 0x259) | span(0x2B9, 0x2BF) | span(0x2C6, 0x2DD) | span(0x300, 0x331) | span(0x1E00, 0x1EFF) | span(0x2000, 0x206F) | span(0x2070, 0x209F) | span(0x20A0, 0x20BF) | SIGNS
SMALL = span(0x20, 0x7E) | span(0xA0, 0xFF) | set(map(ord, 'ĀāĒēĪīŌōŪūḤḥṢṣṬṭẒẓḌḍʿʾŠšŽž')) | span(0x2010, 0x2015) | set(map(ord, '‘’‚“”„•…‹›′″−×≈≤≥→←★☆€')) | {0x2009, 0x200A, 0x202F, 0x2060}
ARABIC = {0x20, 0xA0, 0xAB, 0xBB} | span(0x600, 0x6FF) | span(0x200C, 0x200F) | {0x25CC} | span(0xFB50, 0xFBFF) | span(0xFE70, 0xFEFC)
WEIGHTS = dict(Regular=400, Medium=500, SemiBold=600, Bold=700)

def tabular(font):
    """Point the digits of the character map at their tabular alternates."""
    gsub, swap = font['GSUB'].table, {}
    for record in gsub.FeatureList.FeatureRecord:
        if record.FeatureTag != 'tnum': continue
        for i in record.Feature.LookupListIndex:
            for t in gsub.LookupList.Lookup[i].SubTable:
                swap.update(getattr(t.ExtSubTable if hasattr(t, 'ExtSubTable') else t, 'mapping', {}))
    wide = max(font['hmtx'][swap[font.getBestCmap()[c]]][0] for c in span(0x30, 0x39))
    for table in font['cmap'].tables:
        for c in span(0x30, 0x39):
            if c in table.cmap: table.cmap[c] = swap.get(table.cmap[c], table.cmap[c])   # subtables may share one map
    for g in map(font.getBestCmap().get, span(0x30, 0x39)):      # upstream, one digit of the bolder faces is a hair off
        font['hmtx'][g] = (wide, font['hmtx'][g][1])
    assert not set(map(font.getBestCmap().get, span(0x30, 0x39))) & set(swap)

def names(font, family, style, weight):
    """Family and weight as programs look for them: plain names for regular and bold, typographic ones for the others."""
    n = font['name']; plain = style in ('Regular', 'Bold')
    for i in (1, 2, 16, 17, 21, 22, 25): n.removeNames(nameID=i)
    def put(i, s): n.setName(s, i, 3, 1, 0x409)
    put(1, family if plain else f'{family} {style}'); put(2, style if plain else 'Regular'); put(4, f'{family} {style}'); put(6, f'{family.replace(" ", "")}-{style}')
    if not plain: put(16, family); put(17, style)
    os2 = font['OS/2']; os2.usWeightClass = weight; os2.fsSelection = (os2.fsSelection & ~0x61) | (0x20 if style == 'Bold' else 0x40 if style == 'Regular' else 0)
    font['head'].macStyle = 1 if style == 'Bold' else 0

def cut(source, target, chars, features, family, style, weight, digits=False, flavor=None, hints=False):
    font = TTFont(source, recalcTimestamp=False)
    if digits: tabular(font)
    o = subset.Options(layout_features=features, name_IDs=['*'], notdef_outline=True, glyph_names=False, hinting=hints, desubroutinize=False, flavor=flavor, recalc_timestamp=False)
    s = subset.Subsetter(o); s.populate(unicodes=chars); s.subset(font)
    for i in list({r.nameID for r in font['name'].names if r.nameID > 25}): font['name'].removeNames(nameID=i)
    names(font, family, style, weight); font.flavor = flavor; font.save(target)
    print(f'{os.path.basename(target):28s} {len(font.getGlyphOrder()):5d} glyphs {os.path.getsize(target):8d} bytes')

if __name__ == '__main__':
    keep = ['ccmp', 'kern', 'mark', 'mkmk']
    for style, weight in WEIGHTS.items():
        cut(f'{INTER}/Inter-{style}.otf', f'{OUT}/Inter-{style}.otf', LATIN, keep, 'Inter', style, weight, digits=True)
        cut(f'{INTER}/Inter-{style}.otf', f'{OUT}/Inter-{style}.woff2', SMALL, ['kern'], 'Inter', style, weight, digits=True, flavor='woff2')
    for style in ('Regular', 'Bold'):
        cut(f'{NOTO}/NotoSansArabic-{style}.ttf', f'{OUT}/NotoSansArabic-{style}.ttf', ARABIC, ['ccmp', 'init', 'medi', 'fina', 'isol', 'rlig', 'calt', 'kern', 'mark', 'mkmk', 'locl', 'curs'], 'Noto Sans Arabic', style, WEIGHTS[style])
