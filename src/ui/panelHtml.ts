import { randomBytes } from 'node:crypto';
import { Uri, env, type Webview } from 'vscode';
import { bundle } from './language';

/**
 * The page of the panel. Nothing may be loaded or run but our one script and our one style sheet; styles of the controls
 * are constructed by that script, which the policy leaves alone. There is no connection to anywhere.
 */
export function panelHtml(webview: Webview, extensionUri: Uri): string {
  const nonce = randomBytes(16).toString('base64url');
  const file = (name: string): string => webview.asWebviewUri(Uri.joinPath(extensionUri, 'dist', name)).toString();
  const policy = [
    "default-src 'none'",
    `script-src 'nonce-${nonce}'`,
    `style-src 'nonce-${nonce}'`,
    "base-uri 'none'",
    "form-action 'none'",
  ].join('; ');
  return `<!DOCTYPE html>
<html lang="${env.language}">
  <head>
    <meta charset="utf-8">
    <meta http-equiv="Content-Security-Policy" content="${policy}">
    <!-- Where the controls look for the right to try out a style sheet; without it they guess wrong about focus rings. -->
    <meta property="csp-nonce" content="${nonce}">
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <title>Prompt Profiler</title>
    <link rel="stylesheet" nonce="${nonce}" href="${file('panel.css')}">
  </head>
  <body>
    <main id="panel"></main>
    <script type="application/json" id="language">${JSON.stringify(bundle).replaceAll('<', '\\u003c')}</script>
    <script nonce="${nonce}" src="${file('panel.js')}"></script>
  </body>
</html>`;
}
