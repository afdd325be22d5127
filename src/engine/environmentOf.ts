import type { Environment } from '../core/runTrace';
import type { EngineSetup } from '../messages/engineMessages';

/** Machine and host of a run, for its report. */
export const environmentOf = ({ extensionVersion, host, remote }: EngineSetup): Environment => ({
  extension: extensionVersion,
  host,
  node: process.versions.node,
  os: `${process.platform} ${process.arch}`,
  remote,
});
