import type { TextDocument } from 'vscode';
import { TARGETS_FILE_NAME } from '../config/targetsFileName';

/** A targets file, in whatever folder it is. */
export const isTargetsFile = ({ uri }: TextDocument): boolean => uri.path.endsWith(`/${TARGETS_FILE_NAME}`);
