import { toJsonSchema } from '@valibot/to-json-schema';
import { array, type GenericSchema } from 'valibot';
import { RunReportSchema } from '../core/runReport';
import { LoadRequestSchema } from '../core/sweep/loadReport';
import { SweepReportSchema } from '../core/sweep/sweepReport';
import { SeriesReportSchema, SummarySchema } from '../core/seriesReport';
import { TargetSchema, TargetsFileSchema } from '../core/target';

/** A JSON Schema as plain data. */
export type JsonSchema = Readonly<Record<string, unknown>>;

interface Head {
  readonly id: string;
  readonly title: string;
  readonly description: string;
}

/** The run report, for everybody who reads reports with other tools. */
export const runReportJsonSchema = (): JsonSchema =>
  withHead(RunReportSchema, {
    id: 'urn:prompt-profiler:run:1',
    title: 'Prompt Profiler run report',
    description: 'One measured run of a prompt. Names are fixed; more may be added.',
  });

/** The series report. */
export const seriesReportJsonSchema = (): JsonSchema =>
  withHead(
    SeriesReportSchema,
    {
      id: 'urn:prompt-profiler:series:1',
      title: 'Prompt Profiler series report',
      description: 'Runs of one or several targets, summed up and compared. Names are fixed; more may be added.',
    },
    { run: RunReportSchema, summary: SummarySchema },
  );

/** The sweep report. */
export const sweepReportJsonSchema = (): JsonSchema =>
  withHead(
    SweepReportSchema,
    {
      id: 'urn:prompt-profiler:sweep:1',
      title: 'Prompt Profiler sweep report',
      description: 'One target over lengths of the prompt, or under load. Names are fixed; more may be added.',
    },
    { run: RunReportSchema, summary: SummarySchema, request: LoadRequestSchema },
  );

/** `prompt-profiler.json`, for completion and hover help in editors. */
export const targetsJsonSchema = (): JsonSchema =>
  withHead(TargetsFileSchema, {
    id: 'urn:prompt-profiler:targets:1',
    title: 'Prompt Profiler targets',
    description: 'Endpoints and models that prompts can be profiled on.',
  });

/** The value of the setting `promptProfiler.targets`. */
export const targetListJsonSchema = (): JsonSchema =>
  withHead(array(TargetSchema), {
    id: 'urn:prompt-profiler:target-list:1',
    title: 'Prompt Profiler target list',
    description: 'Targets of this user or workspace, in the form of prompt-profiler.json.',
  });

/** `definitions`: schemas that are written out once and referred to by name. */
function withHead(
  schema: GenericSchema,
  { id, title, description }: Head,
  definitions?: Record<string, GenericSchema>,
): JsonSchema {
  const { $schema, ...body } = toJsonSchema(schema, {
    target: 'draft-07',
    overrideAction: caseInsensitiveScheme,
    ...(definitions && { definitions }),
  });
  return { $schema, $id: id, title, description, ...body };
}

/** JSON Schema patterns know no flags, so letters of a case-insensitive pattern are written in both cases. */
function caseInsensitiveScheme({ valibotAction, jsonSchema }: ActionContext): JsonSchema | undefined {
  const requirement = 'requirement' in valibotAction ? valibotAction.requirement : null;
  if (!(requirement instanceof RegExp) || !requirement.flags.includes('i')) return undefined;
  const pattern = requirement.source.replace(/\\.|[a-z]/gi, (part) =>
    part.length > 1 ? part : `[${part.toLowerCase()}${part.toUpperCase()}]`,
  );
  return { ...jsonSchema, pattern };
}

interface ActionContext {
  readonly valibotAction: object;
  readonly jsonSchema: object;
}
