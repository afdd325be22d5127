import { afterAll, onTestFinished } from 'vitest';
import type { Engine } from '../../src/core/engine';
import type { LevelEngine } from '../../src/core/sweep/levelEngine';
import { startScriptedServer, type ScriptedServer } from './startScriptedServer';
import { createTestEngine } from './testEngine';

/** A scripted server for the tests of a file. */
export async function serverForTests(...setting: Parameters<typeof startScriptedServer>): Promise<ScriptedServer> {
  const server = await startScriptedServer(...setting);
  afterAll(() => server.stop());
  return server;
}

/** An engine for the tests of a file. What is asked for last goes first: servers wait for its connections to end. */
export function engineForTests(): Engine & LevelEngine {
  const engine = createTestEngine();
  afterAll(() => engine.dispose());
  return engine;
}

/** An engine that knows nothing yet, for one test. */
export function freshEngine(): Engine & LevelEngine {
  const engine = createTestEngine();
  onTestFinished(() => engine.dispose());
  return engine;
}

/** Something for one test that is stopped after it. */
export async function forThisTest<T extends { stop(): Promise<void> }>(starting: Promise<T>): Promise<T> {
  const started = await starting;
  onTestFinished(() => started.stop());
  return started;
}
