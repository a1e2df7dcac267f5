interface Schema {
  type?: unknown;
  properties?: Record<string, Schema>;
  required?: unknown;
  additionalProperties?: unknown;
  items?: Schema;
  anyOf?: Schema[];
  $defs?: Record<string, Schema>;
}

/** What OpenAI finds wrong with a schema that is said to be strict; undefined: nothing. */
export function notStrict(schema: Schema, at = '()'): string | undefined {
  const own = schema.properties ? objectWrong(schema, at) : undefined;
  if (own !== undefined) return own;
  const inner: [Schema, string][] = [
    ...Object.entries(schema.properties ?? {}).map(([name, each]): [Schema, string] => [
      each,
      `${at}.${name}`,
    ]),
    ...(schema.anyOf ?? []).map((each): [Schema, string] => [each, at]),
    ...Object.entries(schema.$defs ?? {}).map(([name, each]): [Schema, string] => [each, name]),
    ...(schema.items ? [[schema.items, `${at}.items`] as [Schema, string]] : []),
  ];
  return inner.map(([each, where]) => notStrict(each, where)).find((words) => words !== undefined);
}

function objectWrong(
  { properties = {}, required, additionalProperties }: Schema,
  at: string,
): string | undefined {
  if (additionalProperties !== false)
    return `In context=${at}, 'additionalProperties' is required to be false.`;
  const named = Array.isArray(required) ? required : [];
  const missing = Object.keys(properties).find((name) => !named.includes(name));
  if (missing === undefined) return undefined;
  return `In context=${at}, 'required' is required to include every key in properties. Missing '${missing}'.`;
}
