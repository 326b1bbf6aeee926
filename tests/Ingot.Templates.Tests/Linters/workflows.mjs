// Prints what GitHub's parser has against the workflows that are named: one fault a line, nothing when all is well.
import { readFileSync } from 'node:fs';
import { convertWorkflowTemplate, NoOperationTraceWriter, parseWorkflow } from '@actions/workflow-parser';

for (const name of process.argv.slice(2)) {
  const { context, value } = parseWorkflow({ name, content: readFileSync(name, 'utf8') }, new NoOperationTraceWriter());
  const faults = context.errors.getErrors().map(e => e.message);
  if (value) {
    const { errors } = await convertWorkflowTemplate(context, value);
    faults.push(...(errors ?? []).map(e => e.Message));
  }

  for (const fault of new Set(faults)) {
    console.log(fault);
  }
}
