using Ingot.Core.Schemas;
using Microsoft.ML.OnnxRuntime;

namespace Ingot.Serving.Models;

/// <summary>
/// Tensors for so many rows, bound to a session once: a run only copies values in and out. One run at a time uses them.
/// </summary>
internal sealed class RunBuffers : IDisposable
{
    private readonly InferenceSession _session;
    private readonly ModelSignature _signature;
    private readonly RunOptions _options = new();
    private readonly OrtIoBinding _binding;
    private readonly OrtValue[] _inputs;
    private readonly OrtValue[] _outputs;

    // What the tensors lie on; of texts what was written into them.
    private readonly Array[] _given;
    private readonly float[]?[] _answers;

    public RunBuffers(InferenceSession session, ModelSignature signature, int rows)
    {
        (_session, _signature, Rows) = (session, signature, rows);
        _inputs = new OrtValue[signature.Inputs.Length];
        _outputs = new OrtValue[signature.Outputs.Length];
        _given = new Array[_inputs.Length];
        _answers = new float[]?[_outputs.Length];
        _binding = session.CreateIoBinding();
        try
        {
            Bind();
        }
        catch
        {
            Dispose();
            throw;
        }
    }

    public int Rows { get; }

    /// <summary>Whether a run was stopped; the buffers are not for another one then.</summary>
    public bool IsStopped => _options.Terminate;

    /// <summary>Scores the rows of a batch.</summary>
    /// <exception cref="OnnxRuntimeException">The model failed, or was stopped.</exception>
    public OutputBatch Run(InputBatch batch, CancellationToken cancellation)
    {
        Fill(batch);
        using (cancellation.UnsafeRegister(static o => ((RunOptions)o!).Terminate = true, _options))
        {
            _session.RunWithBinding(_options, _binding);
        }

        var columns = new Array[_outputs.Length];
        for (var i = 0; i < columns.Length; i++)
        {
            columns[i] = _answers[i] is { } numbers ? numbers.AsSpan().ToArray() : OutputBatch.Texts(_signature, _outputs[i], Rows * _signature.Outputs[i].Width);
        }

        return new OutputBatch(_signature, Rows, columns);
    }

    /// <summary>Computes a value of the graph that is an output besides those of the signature.</summary>
    /// <exception cref="OnnxRuntimeException">The model failed, or was stopped.</exception>
    public double[] Compute(InputBatch batch, string value, CancellationToken cancellation)
    {
        Fill(batch);
        using (cancellation.UnsafeRegister(static o => ((RunOptions)o!).Terminate = true, _options))
        {
            using var values = _session.Run(_options, [.. _signature.Inputs.Select(i => i.Name)], _inputs, [value]);
            return values[0].GetTensorDataAsSpan<double>().ToArray();
        }
    }

    public void Dispose()
    {
        _binding.Dispose();
        foreach (var value in _inputs.Concat(_outputs))
        {
            value?.Dispose();
        }

        _options.Dispose();
    }

    private void Bind()
    {
        for (var i = 0; i < _inputs.Length; i++)
        {
            BindInput(i, [Rows, 1]);
        }

        for (var i = 0; i < _outputs.Length; i++)
        {
            BindOutput(i, [Rows, _signature.Outputs[i].Width]);
        }
    }

    private void BindInput(int i, long[] shape)
    {
        switch (_signature.Inputs[i].DataType)
        {
            case TensorDataType.Float32:
                (_given[i], _inputs[i]) = Tensor<float>(shape);
                break;
            case TensorDataType.Float64:
                (_given[i], _inputs[i]) = Tensor<double>(shape);
                break;
            case TensorDataType.Boolean:
                (_given[i], _inputs[i]) = Tensor<bool>(shape);
                break;
            case TensorDataType.Int64:
                (_given[i], _inputs[i]) = Tensor<long>(shape);
                break;
            default:
                _given[i] = new string?[Rows];
                _inputs[i] = OrtValue.CreateTensorWithEmptyStrings(OrtAllocator.DefaultInstance, shape);
                break;
        }

        _binding.BindInput(_signature.Inputs[i].Name, _inputs[i]);
    }

    private void BindOutput(int i, long[] shape)
    {
        if (_signature.Outputs[i].IsText)
        {
            _outputs[i] = OrtValue.CreateTensorWithEmptyStrings(OrtAllocator.DefaultInstance, shape);
        }
        else
        {
            (_answers[i], _outputs[i]) = Tensor<float>(shape);
        }

        _binding.BindOutput(_signature.Outputs[i].Name, _outputs[i]);
    }

    private static (T[] Memory, OrtValue Value) Tensor<T>(long[] shape)
        where T : unmanaged
    {
        var memory = GC.AllocateArray<T>((int)(shape[0] * shape[1]), pinned: true);
        return (memory, OrtValue.CreateTensorValueFromMemory(memory, shape));
    }

    private void Fill(InputBatch batch)
    {
        for (var i = 0; i < _inputs.Length; i++)
        {
            if (_given[i] is string?[] texts)
            {
                Fill(_inputs[i], texts, (string?[])batch.Column(i));
            }
            else
            {
                Array.Copy(batch.Column(i), _given[i], Rows);
            }
        }
    }

    private static void Fill(OrtValue value, string?[] written, string?[] texts)
    {
        for (var row = 0; row < written.Length; row++)
        {
            // Rows have the same few texts: what stands there already need not be written.
            if (!string.Equals(written[row] ?? string.Empty, texts[row] ?? string.Empty, StringComparison.Ordinal))
            {
                value.StringTensorSetElementAt(texts[row].AsSpan(), row);
                written[row] = texts[row];
            }
        }
    }
}
