// hsds_valid.mjs -- files of HSDS held against the standard's own schemas, nothing additional allowed.
// node test/hsds_valid.mjs SCHEMAS VERSION SHAPE FILE   one object, page:SHAPE a page, list:SHAPE an array of trees, flat:SHAPE one of list items
// node test/hsds_valid.mjs table DESCRIPTOR             a package of tables with its types and keys
// SCHEMAS is the folder standards/hsds beside the repository.  Prints what is wrong, at most twenty; exit 1 then.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import Ajv from 'ajv/dist/2020.js';
import formats from 'ajv-formats';

const read = (path) => JSON.parse(readFileSync(path, 'utf8'));
const kinds = { services: 'service', organizations: 'organization', service_at_locations: 'service_at_location' };

// Every object closed; names that are no words of JSON Schema dropped.
function closed(schema) {
	if (Array.isArray(schema)) return schema.map(closed);
	if (!schema || typeof schema !== 'object') return schema;
	const out = {};
	for (const [name, value] of Object.entries(schema)) {
		if (['name', 'path', 'datapackage_metadata', 'tabular_required', 'core', 'example', 'constraints', 'format_'].includes(name) &&
			typeof value !== 'object') continue;
		out[name] = name === 'properties' ? Object.fromEntries(Object.entries(value).map(([k, v]) => [k, closed(v)])) : closed(value);
	}
	delete out.datapackage_metadata; delete out.tabular_required; delete out.constraints;
	if (out.properties) out.additionalProperties = false;
	return out;
}

// The schema of a tree as it is compiled, or of one of the small objects from its own file.
export function schemaOf(root, version, shape, list) {
	const folder = `${root}/schema-${version}`;
	const file = kinds[shape + 's'] ? `${folder}/compiled/${shape}${list ? '_list' : ''}.json` : `${folder}/${shape}.json`;
	return closed(resolved(read(file), folder));
}

function resolved(schema, folder) {
	if (Array.isArray(schema)) return schema.map((s) => resolved(s, folder));
	if (!schema || typeof schema !== 'object') return schema;
	if (typeof schema.$ref === 'string' && schema.$ref.endsWith('.json')) return resolved(read(`${folder}/${schema.$ref}`), folder);
	return Object.fromEntries(Object.entries(schema).map(([k, v]) => [k, resolved(v, folder)]));
}

export function pageOf(root, version, schema) {
	const page = version === '3.0' ? null : read(`${root}/schema-${version}/openapi.json`).components.schemas.Page;
	const names = ['total_items', 'total_pages', 'page_number', 'size', 'first_page', 'last_page', 'empty'];
	return { type: 'object', properties: { ...(page ? page.properties : {}), contents: { type: 'array', items: schema } },
		required: [...names, 'contents'], additionalProperties: false };
}

export function validator(schema) {
	const ajv = new Ajv({ allErrors: true, strict: false, validateFormats: true });
	formats(ajv);
	ajv.addFormat('datetime', true);
	const check = ajv.compile(schema);
	return (data) => (check(data) ? [] : check.errors.slice(0, 20).map((e) => `${e.instancePath} ${e.message} ${JSON.stringify(e.params)}`));
}

// The schema with what a profile (RFC 7386) adds to one of its objects, wherever that object stands in it.
const plural = { schedule: ['schedules'] };
export function merged(schema, name, patches) {
	if (!patches || !schema || typeof schema !== 'object') return schema;
	if (Array.isArray(schema)) return schema.map((s) => merged(s, name, patches));
	const out = Object.fromEntries(Object.entries(schema).map(([k, v]) => [k, merged(v, name, patches)]));
	for (const [object, patch] of Object.entries(patches))
		for (const list of plural[object] || [])
			if (out.properties && out.properties[list] && out.properties[list].items)
				Object.assign(out.properties[list].items.properties, patch.properties);
	return out;
}

export async function table(descriptor, say = console.log) {
	const { Package } = createRequire(import.meta.url)('datapackage');
	const pack = await Package.load(descriptor);
	const wrong = pack.valid ? [] : pack.errors.map(String);
	for (const resource of pack.resources) {
		try {
			await resource.read({ relations: true });
		} catch (e) {
			wrong.push(`${resource.name}: ${e.message}`, ...(e.errors || []).slice(0, 5).map(String));
		}
	}
	say(`${pack.resources.length} tables`);
	return wrong;
}

async function main(args) {
	if (args[0] === 'table') return table(args[1]);
	const [root, version, what, file] = args;
	const [form, shape] = what.includes(':') ? what.split(':') : ['one', what];
	const schema = schemaOf(root, version, shape, form === 'page' || form === 'flat');
	const data = read(file);
	if (form === 'page') return validator(pageOf(root, version, schema))(data);
	const check = validator(schema);
	return form === 'one' ? check(data) : data.flatMap(check);
}

if (process.argv[1] === new URL(import.meta.url).pathname) {
	const wrong = await main(process.argv.slice(2));
	wrong.slice(0, 20).forEach((w) => console.log(w));
	process.exit(wrong.length ? 1 : 0);
}
