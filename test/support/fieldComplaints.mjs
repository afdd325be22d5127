/** How servers refuse a field. @type {Record<string, (field: string, sent: string) => { status: number, body: string }>} */
export const fieldComplaints = {
  openai: (field) => ({
    status: 400,
    body: JSON.stringify({
      error: {
        message: `Unsupported parameter: '${field}' is not supported with this model.`,
        type: 'invalid_request_error',
        param: field,
        code: 'unsupported_parameter',
      },
    }),
  }),
  /** The validator of Python servers, with the copy of the request that it adds. */
  pydantic: (field, sent) => ({
    status: 422,
    body: JSON.stringify({
      detail: [{ type: 'extra_forbidden', loc: ['body', field], msg: 'Extra inputs are not permitted', input: sent }],
    }),
  }),
  flat: (field) => ({
    status: 400,
    body: JSON.stringify({
      object: 'error',
      message: `[{'type': 'extra_forbidden', 'loc': ('body', '${field}'), 'msg': 'Extra inputs are not permitted'}]`,
      code: 400,
    }),
  }),
  go: (field) => ({ status: 400, body: JSON.stringify({ error: `json: unknown field "${field}"` }) }),
  words: (field) => ({ status: 400, body: `The field ${field} is not allowed here.` }),
  /** Names nothing, and repeats the whole request. */
  unnamed: (_, sent) => ({
    status: 422,
    body: JSON.stringify({ detail: [{ type: 'extra_forbidden', msg: 'Extra inputs are not permitted', input: sent }] }),
  }),
  /** Is about the value, not about the field. */
  value: (field) => ({
    status: 400,
    body: JSON.stringify({ error: { message: `${field} must be between 0 and 1.` } }),
  }),
};
