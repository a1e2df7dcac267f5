import { Plan } from '@/utils/domain';

/** A part of a JSON schema as structured outputs take it: every property required, and no others. */
export type JsonSchema = { [key: string]: JsonSchema | JsonSchema[] | readonly string[] | string | boolean };

/** What of a valibot schema is looked at. */
interface Shape {
  type: string;
  entries?: Record<string, Shape>;
  item?: Shape;
  wrapped?: Shape;
  options?: readonly string[];
}

/**
 * The shape of a Plan for a model that is asked for one, made from the Plan's own schema. Its bounds are not in it:
 * services differ in which they take, and what comes back is bounded anyway. Where words come from is not asked for
 * more than a passage: it counts only if the page has it.
 */
export function planJsonSchema(): JsonSchema {
  return jsonOf(Plan as unknown as Shape);
}

function jsonOf(shape: Shape): JsonSchema {
  switch (shape.type) {
    case 'object': {
      const entries = Object.entries(shape.entries ?? {});
      return {
        type: 'object',
        properties: Object.fromEntries(entries.map(([name, part]) => [name, jsonOf(part)])),
        required: entries.map(([name]) => name),
        additionalProperties: false,
      };
    }
    case 'array':
      return { type: 'array', items: jsonOf(shape.item ?? { type: 'string' }) };
    case 'nullable':
      return { anyOf: [jsonOf(shape.wrapped ?? { type: 'string' }), { type: 'null' }] };
    case 'picklist':
      return { type: 'string', enum: shape.options ?? [] };
    default:
      return { type: shape.type };
  }
}
