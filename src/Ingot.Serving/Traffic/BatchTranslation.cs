using Ingot.Core.Schemas;
using Ingot.Serving.Models;
using Ingot.Serving.Requests;

namespace Ingot.Serving.Traffic;

/// <summary>The rows of one version as another version's inputs, column by column.</summary>
internal static class BatchTranslation
{
    /// <summary>Translates a batch. A column that only the other version has is missing in every row.</summary>
    /// <exception cref="RequestException">The other version's schema does not allow the rows.</exception>
    public static InputBatch Translate(InputBatch batch, ModelSignature signature)
    {
        var translated = new InputBatch(signature, batch.Rows) { Rows = batch.Rows };
        for (var target = 0; target < signature.Inputs.Length; target++)
        {
            var input = signature.Inputs[target];
            if (input.IsPresence)
            {
                continue;
            }

            var source = batch.Signature.IndexOfInput(input.Name);
            for (var row = 0; row < batch.Rows; row++)
            {
                Copy(batch, source, translated, target, row);
            }
        }

        return translated;
    }

    private static void Copy(InputBatch from, int source, InputBatch to, int target, int row)
    {
        var column = source < 0 ? null : from.Column(source);
        var isAbsent = source >= 0 && from.Signature.Inputs[source].Presence is >= 0 and var presence && !((bool[])from.Column(presence))[row];
        switch (column)
        {
            case null:
                CellReader.SetMissing(to, target, row);
                break;
            case var _ when isAbsent:
                CellReader.SetMissing(to, target, row);
                break;
            case float[] floats when IsNumber(to, target):
                SetNumber(to, target, row, floats[row]);
                break;
            case double[] doubles when IsNumber(to, target):
                SetNumber(to, target, row, doubles[row]);
                break;
            case bool[] booleans when to.Signature.Inputs[target].DataType == TensorDataType.Boolean:
                to.SetBoolean(target, row, booleans[row]);
                break;
            case long[] integers when to.Signature.Inputs[target].DataType == TensorDataType.Int64:
                to.SetInteger(target, row, integers[row]);
                break;
            case string?[] texts when to.Signature.Inputs[target].DataType == TensorDataType.String:
                CellReader.SetText(to, target, row, texts[row] ?? string.Empty);
                break;
            default:
                throw RequestException.Wrong($"Column '{to.Signature.Inputs[target].Name}' has another type in the other version.");
        }
    }

    private static bool IsNumber(InputBatch batch, int input) => batch.Signature.Inputs[input].DataType is TensorDataType.Float32 or TensorDataType.Float64;

    private static void SetNumber(InputBatch to, int target, int row, double value)
    {
        if (double.IsNaN(value))
        {
            CellReader.SetMissing(to, target, row);
        }
        else
        {
            CellReader.SetNumber(to, target, row, value);
        }
    }
}
