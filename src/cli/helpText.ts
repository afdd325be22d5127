import { HTTP_PROTOCOLS } from '../core/vocabulary';

/** Names of a list, broken into lines that fit the column of explanations. */
const listed = (names: readonly string[]): string =>
  names.join(', ').replace(/(?=.{91})(.{1,90},) /g, '$1\n                              ');

export const HELP_TEXT = `prompt-profiler: where the time of a prompt goes

  prompt-profiler run <file | -> [options]    send a prompt once and report what was measured;
                                              several files or --runs N make a series
  prompt-profiler compare <file | -> … --target A --target B … [options]
                                              send them to each several times, in turn, and say which is faster
  prompt-profiler sweep length [file | -] [options]
                                              how times depend on the length of the prompt
  prompt-profiler sweep load [file | -] [options]
                                              what many at once do to each other, and what limits the server
  prompt-profiler replay <file | -> [--json]  compute a saved report (run --json --trace) again and compare the numbers
  prompt-profiler targets [--json]            list the targets of prompt-profiler.json
  prompt-profiler targets --probe URL         ask a server what it is, which models it has, and what it can tell

Which target (default: the built-in local model)
  --target NAME               a target of prompt-profiler.json in this folder
  --url U --model M           an endpoint
  --protocol P                what it speaks: ${listed(HTTP_PROTOCOLS)}
                              (default: openai-chat); or gguf, and U is a file
  --vendor V                  what it is, for instance vllm or azure-openai; without it the address tells, or the
                              server is asked; generic asks nothing
  --header 'K: V'             a further request header; may be given several times

What to send
  --var NAME=VALUE            the value of a variable {{NAME}} of the prompt; may be given several times
  --keep-variables            send {{NAME}} as it stands

How to run
  --max-tokens N              most tokens to generate
  --cache as-is|cold|warm     cold: a unique beginning, so that no prompt cache helps; warm: after one priming run
  --timeout S                 give up when nothing comes for S seconds; 0 waits for ever
  --warmup K                  make K runs first and leave them out (run: 0, compare: 1)
  --runs N                    measured runs of each target with each prompt (run: 1, compare: 10), in turn, summed up
  --pause S                   rest S seconds between one run of a series and the next
  --within P                  end a series when each median TTFT is known within P per cent, after ten runs at least
                              In a terminal the key p pauses a series after the run under way, and p again goes on;
                              Ctrl+C ends it, and what was measured is reported.

Sweeps (words from the file, or from a built-in text)
  --lengths 128,512,2048      prompt lengths in tokens (default: powers of two up to the context window)
  --runs N --warmup K         of each length, in turn (default: 5, and 2 before)
  --max-tokens N              most tokens of each answer (length: 32, load: 128)
  --cache cold|warm           cold: each prompt is new from its first token (default); warm: the same again
  --users 1,2,4,8             load: so many who each wait for an answer before they ask again (default: 1,2,4,8,16)
  --think S                   load: a user waits S seconds between an answer and the next question
  --rates 0.5,1,2             load: requests per second instead, sent on schedule even when answers are late
  --arrivals poisson|constant|bursts, --burst N
                              load: at random distances (default), at even ones, or N at once
  --prompt-tokens N           load: tokens of each prompt (default: 512; answers: 128)
  --requests N                load: least requests to measure at each level (default: 20; at a
                             rate at least those of five seconds, with users three of each)
  --level-time S              load: longest that a level may take (default: 120)
  --budget 'ttft<=500'        load: what counts as good (goodput): ttft, tpot, e2e in ms; may be given several times
                              (default: the target's budgets; without any ttft<=2000 and tpot<=50)
  --no-batching               load: do not look how the server batches
  --with-lengths FILE         load: curves of an earlier sweep over lengths, for the workload
  --workload IN+OUT[@LOAD]    predict times and cost of a call with so many tokens; @20 for 20 users, @2/s for requests,
                              @9000/month for what so many cost
  --claim 'ttft<=300'         hold a promise against the prediction: ttft, tpot, e2e (ms), tokens/s, usd/1000, usd/month
  --price 0.5/1.5             US dollars per million input and output tokens, where the target has no price or another one
  --cap-requests N, --cap-tokens N, --cap-usd X
                              use no more than this; what it would use at most is said before the start

What to print
  --json                      one report on stdout and nothing else: prompt-profiler/run@1,
                              or prompt-profiler/series@1 for a series, prompt-profiler/sweep@1 for a sweep
  --trace                     with every chunk and its time, and what a replay needs
  --include-text              with the texts of prompt and answer
  --quiet                     no progress
  --verbose                   what goes over the wire, without secrets, on the error output; it costs some accuracy

Keys come from the environment: PROMPT_PROFILER_API_KEY, the vendor's usual variable, or the one that keyFrom names.
Exit status: 0 completed, 1 failed (in a series: all runs of a target), 2 wrong usage, 3 a budget was not met
(in a sweep: a claim was refuted), 130 stopped.
`;
