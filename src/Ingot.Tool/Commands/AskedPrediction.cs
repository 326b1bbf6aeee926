using Ingot.Core.Schemas;

namespace Ingot.Tool.Commands;

/// <summary>A model whose predictions are explained.</summary>
/// <param name="Name">What people call it.</param>
/// <param name="Onnx">Its ONNX file.</param>
/// <param name="Schema">Its schema.</param>
/// <param name="Path">Where it is from, for diagnostics.</param>
/// <param name="Background">A Parquet file with usual rows; null: there is none.</param>
/// <param name="Temporary">A file that is deleted afterwards; null: none.</param>
internal sealed record AskedPrediction(string Name, byte[] Onnx, ModelSchema Schema, string Path, string? Background, string? Temporary) : IDisposable
{
    public void Dispose()
    {
        if (Temporary is not null)
        {
            File.Delete(Temporary);
        }
    }
}
