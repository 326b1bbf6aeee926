namespace Ingot.Onnx.Scoring;

/// <summary>Takes the output of one batch: <paramref name="values"/> row by row, the first of them of row <paramref name="start"/>.</summary>
internal delegate void BatchResult(int start, int count, ReadOnlySpan<float> values);
