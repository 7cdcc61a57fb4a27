/* outline_test.c -- the picture of Denmark: every municipality in it, towns where they belong. */
#include "place/outline.h"

#include "place/gazetteer.h"
#include "place/table.h"
#include "test.h"

#include <math.h>

/* Reads one number of path data; false at its end. */
static bool next_number(struct str path, size_t *at, int *out)
{
	int sign = 1, n = 0;

	while (*at < path.n && path.p[*at] == ' ')
		++*at;
	if (*at < path.n && path.p[*at] == '-') {
		sign = -1;
		++*at;
	}
	if (*at >= path.n || path.p[*at] < '0' || path.p[*at] > '9')
		return false;
	for (; *at < path.n && path.p[*at] >= '0' && path.p[*at] <= '9'; ++*at)
		n = 10 * n + path.p[*at] - '0';
	*out = sign * n;
	return true;
}

/* Does the way from a to b cross the ray from (x, y) to the right? */
static bool crosses(double x, double y, double ax, double ay, double bx, double by)
{
	return (ay > y) != (by > y) && x < ax + (bx - ax) * (y - ay) / (by - ay);
}

/* Even-odd over all rings "M x y l dx dy … z". */
static bool is_inside(struct str path, double x, double y)
{
	bool inside = false;
	size_t at = 0;
	int px, py, dx, dy;

	while (at < path.n) {
		int x0, y0;
		ok(path.p[at++] == 'M' && next_number(path, &at, &x0) && next_number(path, &at, &y0));
		ok(path.p[at++] == 'l');
		for (px = x0, py = y0; next_number(path, &at, &dx); px += dx, py += dy) {
			ok(next_number(path, &at, &dy));
			inside ^= crosses(x, y, px, py, px + dx, py + dy);
		}
		inside ^= crosses(x, y, px, py, x0, y0);
		ok(path.p[at++] == 'z');
	}
	return inside;
}

/* Municipality drawn at a point; 0 for the sea. */
static int drawn_at(double x, double y)
{
	size_t n;
	const struct outline *all = outline_list(&n);

	for (size_t i = 0; i < n; i++)
		if (is_inside(all[i].path, x, y))
			return all[i].code;
	return 0;
}

TEST(every_municipality_has_an_outline)
{
	struct gazetteer *g = gazetteer_open();
	struct municipality all[98];
	size_t n, bytes = 0;

	same_int(municipality_list(g, all, 98), 98);
	for (size_t i = 0; i < 98; i++) {
		assert_non_null(outline_find(all[i].code));
		bytes += outline_find(all[i].code)->path.n;
	}
	outline_list(&n);
	same_int(n, 98);
	ok(bytes <= 60 * 1024);
	assert_null(outline_find(411));
	gazetteer_close(g);
}

TEST(outlines_stay_inside_the_picture_and_do_not_overlap)
{
	struct outline_frame f = outline_frame();
	size_t n;
	const struct outline *all = outline_list(&n);

	for (int y = 5; y < f.height; y += 97)
		for (int x = 5; x < f.width; x += 89) {
			size_t hits = 0;
			for (size_t i = 0; i < n; i++)
				hits += is_inside(all[i].path, x + 0.5, y + 0.5);
			ok(hits <= 1);
		}
	same_int(drawn_at(-1, -1), 0);
}

/* What the map takes for "in sight": the drawing fills it and does not leave it. */
TEST(every_outline_fills_the_rectangle_that_is_said_of_it)
{
	size_t n;
	const struct outline *all = outline_list(&n);

	for (size_t i = 0; i < n; i++) {
		int left = all[i].box.left, top = all[i].box.top, right = all[i].box.right, bottom = all[i].box.bottom, hits = 0;
		for (int y = top - 2; y < bottom + 2; y++)
			for (int x = left - 2; x < right + 2; x += x < left || x >= right ? 1 : right - left < 60 ? 1 : 11) {
				bool drawn = is_inside(all[i].path, x + 0.5, y + 0.5);
				ok(!drawn || (x >= left && x < right && y >= top && y < bottom));
				hits += drawn;
			}
		ok(hits > 0);
	}
}

TEST(inland_towns_lie_in_the_outline_of_their_municipality)
{
	static const struct {
		const char *town;
		double lat, lon;
		int code;
	} towns[] = {
		{ "Viborg", 56.453, 9.402, 791 }, { "Herning", 56.136, 8.977, 657 },
		{ "Silkeborg", 56.170, 9.545, 740 }, { "Grindsted", 55.757, 8.927, 530 },
		{ "Ringsted", 55.443, 11.790, 329 }, { "Sorø", 55.432, 11.556, 340 },
		{ "Odense", 55.396, 10.388, 461 }, { "Hillerød", 55.928, 12.301, 219 },
		{ "Brønderslev", 57.270, 9.941, 810 }, { "Hjørring", 57.464, 9.982, 860 },
		{ "Åkirkeby", 55.071, 14.920, 400 }, { "Maribo", 54.776, 11.500, 360 },
		{ "Randers", 56.461, 10.036, 730 }, { "Vojens", 55.246, 9.306, 510 },
		{ "Løgumkloster", 55.059, 8.955, 550 }, { "Ikast", 56.139, 9.158, 756 },
	};

	for (size_t i = 0; i < sizeof towns / sizeof *towns; i++) {
		struct outline_point p = outline_project(towns[i].lat, towns[i].lon);
		if (drawn_at(p.x, p.y) != towns[i].code)
			print_error("%s lies in %d\n", towns[i].town, drawn_at(p.x, p.y));
		same_int(drawn_at(p.x, p.y), towns[i].code);
	}
}

TEST(towns_at_the_ends_of_the_country_lie_at_the_ends_of_the_picture)
{
	struct outline_frame f = outline_frame();
	struct outline_point skagen = outline_project(57.721, 10.584), gedser = outline_project(54.575, 11.926);
	struct outline_point esbjerg = outline_project(55.470, 8.452), ronne = outline_project(55.101, 14.707);

	ok(skagen.y > 0 && skagen.y < 0.04 * f.height);
	ok(gedser.y > 0.97 * f.height && gedser.y < f.height);
	ok(esbjerg.x > 0 && esbjerg.x < 0.12 * f.width);
	ok(ronne.x > f.bornholm.x && ronne.x < f.bornholm.x + f.bornholm.width);
	ok(ronne.y > f.bornholm.y && ronne.y < f.bornholm.y + f.bornholm.height);
	ok(outline_holds(55.1, 14.7) && !outline_holds(59.33, 18.06));
}

TEST(a_kilometre_is_as_long_in_every_direction)
{
	double per_km = outline_frame().units_a_km;
	struct outline_point a = outline_project(56.0, 9.5), e = outline_project(56.0, 9.6606), n = outline_project(56.09, 9.5);

	ok(fabs(hypot(e.x - a.x, e.y - a.y) - 10 * per_km) < 0.5 * per_km);
	ok(fabs(hypot(n.x - a.x, n.y - a.y) - 10 * per_km) < 0.5 * per_km);
}

/* Drawn borders are about 1 km right, so most Danish towns, but not all on the coast, lie inside. */
TEST(nearly_all_danish_towns_lie_in_their_own_outline)
{
	struct gazetteer *g = gazetteer_open();
	size_t n = 0, inside = 0;
	double lat, lon;

	for (uint32_t i = 0; i < g->places_n; i++) {
		struct area area;
		struct outline_point p;
		if (table_place_country(g, i) != COUNTRY_DK)
			continue;
		area = table_place_area(g, i);
		if (!outline_find(area.municipality))
			continue;
		table_place_point(g, i, &lat, &lon);
		p = outline_project(lat, lon);
		inside += is_inside(outline_find(area.municipality)->path, p.x, p.y);
		n++;
	}
	ok(n > 400);
	ok(inside * 100 >= n * 85);
	gazetteer_close(g);
}
