using System.Text;
using Microsoft.ML.OnnxRuntime;

namespace Ingot.Serving.Models;

/// <summary>What a model said of some rows: one array an output, row by row.</summary>
/// <param name="signature">The model's outputs.</param>
/// <param name="rows">Number of rows.</param>
/// <param name="columns">An array of float or string for each output.</param>
internal sealed class OutputBatch(ModelSignature signature, int rows, Array[] columns)
{
    public ModelSignature Signature { get; } = signature;

    public int Rows { get; } = rows;

    public Array[] Columns { get; } = columns;

    /// <summary>How many reasons a row has; 0: they were not asked for. They are the last two of <see cref="Columns"/> then.</summary>
    public int Reasons { get; private init; }

    /// <summary>The same with reasons.</summary>
    public OutputBatch With(string[] reasonColumns, float[] contributions, int count) => new(Signature, Rows, [.. Columns, reasonColumns, contributions]) { Reasons = count };

    /// <summary>Some of the rows.</summary>
    public OutputBatch Slice(int start, int count)
    {
        var slices = new Array[Columns.Length];
        for (var i = 0; i < slices.Length; i++)
        {
            var width = Signature.Outputs[i].Width;
            slices[i] = Signature.Outputs[i].IsText ? new string[count * width] : new float[count * width];
            Array.Copy(Columns[i], start * width, slices[i], 0, count * width);
        }

        return new OutputBatch(Signature, count, slices);
    }

    /// <summary>Copies a tensor of texts. The classes are known and few: no row needs a string of its own.</summary>
    public static string[] Texts(ModelSignature signature, OrtValue value, int count)
    {
        var texts = new string[count];
        for (var i = 0; i < count; i++)
        {
            texts[i] = Known(signature, value.GetStringElementAsSpan(i));
        }

        return texts;
    }

    private static string Known(ModelSignature signature, ReadOnlySpan<byte> utf8)
    {
        for (var c = 0; c < signature.ClassBytes.Count; c++)
        {
            if (utf8.SequenceEqual(signature.ClassBytes[c]))
            {
                return signature.Classes[c];
            }
        }

        return Encoding.UTF8.GetString(utf8);
    }
}
