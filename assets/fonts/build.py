#!/usr/bin/env python3
"""Makes the fonts of this folder from the upstream faces.

    apt-get download fonts-inter fonts-noto-core fonts-noto-extra   (Debian; unpack each with dpkg-deb -x)
    npm pack inter-ui@3.19.3                                        (unpack with tar)
    python3 -m venv venv && venv/bin/pip install fonttools brotli
    venv/bin/python build.py --inter FOLDER --web FOLDER --noto FOLDER [--out FOLDER] [--scripts]

--inter holds Inter-Regular.otf and its siblings, --web Inter-Regular.woff2 and its siblings, --noto the ttf files of Noto.
--scripts makes scripts/ alone.

Inter: cut down to Latin, punctuation and a few signs; kerning and mark positioning stay. Contextual alternates go, so
that a quotation is never redrawn (Inter turns "->" into an arrow). Digits are the tabular ones by default: the character
map points at the alternates of the feature tnum, so nothing has to be switched on. WOFF2: the same with fewer characters,
for embedding in an SVG.
scripts/: one WOFF2 a script and weight, with the blocks of the script and every glyph its shaping needs: Cyrillic and Greek
of Inter, the others of Noto. The program unpacks the ones that a text asks for, and puts them into pages as they are.
"""
import os, sys
from fontTools import subset
from fontTools.ttLib import TTFont

HERE = os.path.dirname(os.path.abspath(__file__))
def option(name, default): return sys.argv[sys.argv.index(name) + 1] if name in sys.argv else default
INTER, NOTO, OUT = option('--inter', '/usr/share/fonts/opentype/inter'), option('--noto', '/usr/share/fonts/truetype/noto'), option('--out', HERE)
WEB = option('--web', 'Inter (web)')

def span(a, b): return set(range(a, b + 1))
SIGNS = set(map(ord, '′″−×≈≤≥≠±÷∞→←↑↓↗↘↔★☆⌘⇧⌥⌃⏎⌫▲▼◀▶△▽●○■□◆◇✓✕€£$¥₽₹¤©®™°№'))
LATIN = span(0x20, 0x7E) | span(0xA0, 0x24F) | span(0x259, 0x259) | span(0x2B9, 0x2BF) | span(0x2C6, 0x2DD) | span(0x300, 0x331) | span(0x1E00, 0x1EFF) | span(0x2000, 0x206F) | span(0x2070, 0x209F) | span(0x20A0, 0x20BF) | SIGNS
SMALL = span(0x20, 0x7E) | span(0xA0, 0xFF) | set(map(ord, 'ĀāĒēĪīŌōŪūḤḥṢṣṬṭẒẓḌḍʿʾŠšŽž')) | span(0x2010, 0x2015) | set(map(ord, '‘’‚“”„•…‹›′″−×≈≤≥→←★☆€')) | {0x2009, 0x200A, 0x202F, 0x2060}
ARABIC = {0x20, 0xA0, 0xAB, 0xBB} | span(0x600, 0x6FF) | span(0x200C, 0x200F) | {0x25CC} | span(0xFB50, 0xFBFF) | span(0xFE70, 0xFEFC)
JOINERS = {0x20, 0xA0, 0x2D} | span(0x200C, 0x200F) | {0x25CC}
# Family without "Noto", and the characters it is kept for.
SCRIPTS = {
    'Sans Arabic': ARABIC | span(0x750, 0x77F) | {0x8A0, 0x8A1, 0x8A2},
    'Sans Hebrew': span(0x590, 0x5FF) | span(0xFB1D, 0xFB4F) | {0x20AA},
    'Sans Armenian': span(0x530, 0x58F) | span(0xFB13, 0xFB17),
    'Sans Georgian': span(0x10A0, 0x10FF) | span(0x1C90, 0x1CBF) | span(0x2D00, 0x2D2F),
    'Sans Devanagari': span(0x900, 0x97F) | span(0xA8E0, 0xA8FF),
    'Sans Bengali': span(0x980, 0x9FF) | {0x964, 0x965},
    'Sans Gurmukhi': span(0xA00, 0xA7F) | {0x964, 0x965},
    'Sans Gujarati': span(0xA80, 0xAFF) | {0x964, 0x965},
    'Sans Oriya': span(0xB00, 0xB7F) | {0x964, 0x965},
    'Sans Tamil': span(0xB80, 0xBFF) | {0x964, 0x965},
    'Sans Telugu': span(0xC00, 0xC7F) | {0x964, 0x965},
    'Sans Kannada': span(0xC80, 0xCFF) | {0x964, 0x965},
    'Sans Malayalam': span(0xD00, 0xD7F) | {0x964, 0x965},
    'Sans Sinhala': span(0xD80, 0xDFF) | {0x964, 0x965},
    'Sans Thai': span(0xE00, 0xE7F),
    'Sans Lao': span(0xE80, 0xEFF),
    'Serif Tibetan': span(0xF00, 0xFFF),
    'Sans Myanmar': span(0x1000, 0x109F) | span(0xAA60, 0xAA7F) | span(0xA9E0, 0xA9FF),
    'Sans Ethiopic': span(0x1200, 0x139F) | span(0x2D80, 0x2DDF) | span(0xAB00, 0xAB2F),
    'Sans Khmer': span(0x1780, 0x17FF) | span(0x19E0, 0x19FF),
    'Sans Mongolian': span(0x1800, 0x18AF),
    'Sans Thaana': span(0x780, 0x7BF),
    'Sans Syriac': span(0x700, 0x74F),
    'Sans Tifinagh': span(0x2D30, 0x2D7F),
    'Sans NKo': span(0x7C0, 0x7FF),
    'Sans Adlam': span(0x1E900, 0x1E95F),
    'Sans Vai': span(0xA500, 0xA63F),
    'Sans CanadianAboriginal': span(0x1400, 0x167F) | span(0x18B0, 0x18FF),
    'Sans Cherokee': span(0x13A0, 0x13FF) | span(0xAB70, 0xABBF),
    'Sans OlChiki': span(0x1C50, 0x1C7F),
    'Sans MeeteiMayek': span(0xABC0, 0xABFF) | span(0xAAE0, 0xAAFF),
}
BOLD = set(SCRIPTS) - {'Serif Tibetan', 'Sans Mongolian', 'Sans Syriac', 'Sans Tifinagh', 'Sans NKo', 'Sans Vai', 'Sans CanadianAboriginal', 'Sans Cherokee', 'Sans OlChiki', 'Sans MeeteiMayek'}
CYRILLIC_GREEK = span(0x370, 0x3FF) | span(0x1F00, 0x1FFF) | span(0x400, 0x52F) | span(0x1C80, 0x1C88) | span(0x2DE0, 0x2DFF) | span(0xA640, 0xA69F) | span(0x300, 0x331)
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

def latin():
    keep = ['ccmp', 'kern', 'mark', 'mkmk']
    for style, weight in WEIGHTS.items():
        cut(f'{INTER}/Inter-{style}.otf', f'{OUT}/Inter-{style}.otf', LATIN, keep, 'Inter', style, weight, digits=True)
        cut(f'{INTER}/Inter-{style}.otf', f'{OUT}/Inter-{style}.woff2', SMALL, ['kern'], 'Inter', style, weight, digits=True, flavor='woff2')

def scripts():
    os.makedirs(f'{OUT}/scripts', exist_ok=True)
    for style, weight in WEIGHTS.items():
        cut(f'{WEB}/Inter-{style}.woff2', f'{OUT}/scripts/InterCyrillicGreek-{style}.woff2', CYRILLIC_GREEK, ['ccmp', 'kern', 'locl', 'mark', 'mkmk'], 'Inter', style, weight, flavor='woff2')
    shaping = subset.Options._layout_features_default
    for family, chars in SCRIPTS.items():
        file = 'Noto' + family.replace(' ', '')
        for style in ('Regular', 'Bold') if family in BOLD else ('Regular',):
            cut(f'{NOTO}/{file}-{style}.ttf', f'{OUT}/scripts/{file}-{style}.woff2', chars | JOINERS, shaping, f'Noto {family}', style, WEIGHTS[style], flavor='woff2')

if __name__ == '__main__':
    if '--scripts' not in sys.argv: latin()
    scripts()
