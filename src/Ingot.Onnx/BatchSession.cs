using Ingot.Core.Schemas;
using Ingot.Core.Tables;
using Ingot.Onnx.Features;
using Microsoft.ML.OnnxRuntime;

namespace Ingot.Onnx;

/// <summary>One ONNX Runtime session that is fed a table in batches of columns.</summary>
internal sealed class BatchSession : IDisposable
{
    private const int BatchRows = 8192;
    private readonly InferenceSession _session;
    private readonly RunOptions _options = new();

    public BatchSession(byte[] model, int threads)
    {
        using var options = new SessionOptions { LogSeverityLevel = OrtLoggingLevel.ORT_LOGGING_LEVEL_ERROR };
        if (threads > 0)
        {
            options.IntraOpNumThreads = threads;
        }

        _session = new InferenceSession(model, options);
    }

    /// <summary>Runs all rows.</summary>
    /// <param name="table">Has the columns.</param>
    /// <param name="inputs">The columns that the model takes.</param>
    /// <param name="output">The output to fetch: floats, [N, width].</param>
    /// <param name="width">Its values a row.</param>
    public float[] Run(Table table, IReadOnlyList<SchemaColumn> inputs, string output, int width)
    {
        var result = new float[(long)table.Rows * width];
        for (var start = 0; start < table.Rows; start += BatchRows)
        {
            var count = Math.Min(BatchRows, table.Rows - start);
            var names = new List<string>();
            var values = new List<OrtValue>();
            try
            {
                foreach (var column in inputs.Where(c => _session.InputMetadata.ContainsKey(c.Name)))
                {
                    Feed(table[column.Name], column, start, count, names, values);
                }

                using var outputs = _session.Run(_options, names, values, [output]);
                outputs[0].GetTensorDataAsSpan<float>().CopyTo(result.AsSpan(start * width, count * width));
            }
            finally
            {
                values.ForEach(v => v.Dispose());
            }
        }

        return result;
    }

    public void Dispose()
    {
        _session.Dispose();
        _options.Dispose();
    }

    private void Feed(TableColumn column, SchemaColumn schema, int start, int count, List<string> names, List<OrtValue> values)
    {
        long[] shape = [count, 1];
        names.Add(schema.Name);
        switch (column)
        {
            case NumberColumn n when schema.Precision == NumberPrecision.Float64:
                values.Add(OrtValue.CreateTensorValueFromMemory(n.Values[start..(start + count)], shape));
                break;
            case NumberColumn n:
                values.Add(OrtValue.CreateTensorValueFromMemory(Array.ConvertAll(n.Values[start..(start + count)], v => (float)v), shape));
                break;
            case BooleanColumn b:
                values.Add(OrtValue.CreateTensorValueFromMemory(Array.ConvertAll(b.Values[start..(start + count)], v => v == 1), shape));
                break;
            case DateColumn d:
                values.Add(OrtValue.CreateTensorValueFromMemory(Array.ConvertAll(d.Values[start..(start + count)], v => v == DateColumn.Missing ? 0 : v), shape));
                break;
            case StringColumn s:
                values.Add(Strings(s, start, count, shape));
                break;
            default:
                throw new InvalidOperationException($"A column of type {column.GetType()}.");
        }

        var presence = schema.Name + FeatureGraph.PresenceSuffix;
        if (column is BooleanColumn or DateColumn && _session.InputMetadata.ContainsKey(presence))
        {
            var present = new bool[count];
            for (var i = 0; i < count; i++)
            {
                present[i] = !column.IsMissing(start + i);
            }

            names.Add(presence);
            values.Add(OrtValue.CreateTensorValueFromMemory(present, shape));
        }
    }

    private static OrtValue Strings(StringColumn column, int start, int count, long[] shape)
    {
        var texts = new string[count];
        for (var i = 0; i < count; i++)
        {
            texts[i] = column[start + i] ?? string.Empty;
        }

        var tensor = new Microsoft.ML.OnnxRuntime.Tensors.DenseTensor<string>(texts, [count, 1]);
        return OrtValue.CreateFromStringTensor(tensor);
    }
}
