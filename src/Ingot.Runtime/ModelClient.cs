using System.Globalization;
using System.Reflection;
using Microsoft.ML.OnnxRuntime;

namespace Ingot.Runtime;

/// <summary>
/// The base of the typed clients that Ingot generates: one ONNX Runtime session, loaded at the first prediction.
/// All members may be called from any number of threads at once.
/// </summary>
public abstract class ModelClient : IDisposable
{
    /// <summary>The name of the embedded resource that is the ONNX model.</summary>
    public const string ResourceName = "model.onnx";

    /// <summary>Rows that are scored in one go; more are scored in several goes, so that memory stays bounded.</summary>
    protected const int BatchRows = 4096;

    private const string ThresholdKey = "ingot.threshold";

    private readonly object _gate = new();
    private readonly ModelSource _source;
    private InferenceSession? _session;
    private int _running;
    private bool _inputsChecked;
    private bool _disposed;
#if NET
    private ReasonFinder? _reasons;
#endif

    /// <summary>Takes the model from an assembly's resources, or from the file <c>modelName.onnx</c> beside the application.</summary>
    /// <param name="assembly">The assembly that carries the model.</param>
    /// <param name="modelName">The model's name, which is also the file's.</param>
    /// <param name="options">Options of ONNX Runtime, such as its threads; the caller's to dispose, after the client. Null: its defaults.</param>
    protected ModelClient(Assembly assembly, string modelName, SessionOptions? options = null)
    {
        _source = ModelSource.InAssembly(
            assembly ?? throw new ArgumentNullException(nameof(assembly)),
            modelName ?? throw new ArgumentNullException(nameof(modelName)),
            options);
    }

    /// <summary>Takes the model from a file.</summary>
    /// <param name="path">The ONNX file.</param>
    /// <param name="options">Options of ONNX Runtime; null: its defaults.</param>
    protected ModelClient(string path, SessionOptions? options = null)
    {
        _source = ModelSource.InFile(path ?? throw new ArgumentNullException(nameof(path)), options);
    }

    /// <summary>Takes the model from a stream, which is read to its end at once.</summary>
    /// <param name="stream">The bytes of an ONNX file.</param>
    /// <param name="options">Options of ONNX Runtime; null: its defaults.</param>
    protected ModelClient(Stream stream, SessionOptions? options = null)
    {
        _source = ModelSource.InStream(stream ?? throw new ArgumentNullException(nameof(stream)), options);
    }

    /// <summary>What the ONNX file says of itself, such as <c>ingot.task</c>. Loads the model.</summary>
    public IReadOnlyDictionary<string, string> Metadata
    {
        get
        {
            var session = Enter();
            try
            {
                return new Dictionary<string, string>(session.ModelMetadata.CustomMetadataMap, StringComparer.Ordinal);
            }
            finally
            {
                Leave();
            }
        }
    }

    /// <summary>
    /// The threshold that training chose: the probability from which the positive class is predicted, or the score from which a row is an anomaly. Null: training chose none,
    /// and a model of two classes predicts at the project's <c>ModelClassificationThreshold</c>, 0.5 unless it says otherwise. Loads the model.
    /// </summary>
    /// <exception cref="InvalidOperationException">The ONNX file says a threshold that is no number.</exception>
    public double? DecisionThreshold =>
        !Metadata.TryGetValue(ThresholdKey, out var text) ? null
        : double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var threshold) ? threshold
        : throw new InvalidOperationException($"The model says the threshold '{text}' ({ThresholdKey}); expected a number. Build the model again.");

    /// <summary>Loads the model now, so that the first prediction does not wait for it.</summary>
    /// <exception cref="FileNotFoundException">The model is neither embedded nor in a file.</exception>
    /// <exception cref="InvalidOperationException">The model is damaged, or ONNX Runtime cannot load it for another reason.</exception>
    /// <exception cref="ObjectDisposedException">The client has been disposed.</exception>
    public void Load()
    {
        Enter();
        Leave();
    }

    /// <summary>Frees the model, once the predictions that are under way have finished.</summary>
    public void Dispose()
    {
        Dispose(disposing: true);
        GC.SuppressFinalize(this);
    }

    /// <summary>Frees the model.</summary>
    /// <param name="disposing">Whether it was asked for, rather than the garbage collector's idea.</param>
    protected virtual void Dispose(bool disposing)
    {
        if (!disposing)
        {
            return;
        }

        lock (_gate)
        {
            _disposed = true;
            CloseWhenIdle();
        }
    }

    /// <summary>Scores the rows of a batch.</summary>
    /// <exception cref="ArgumentException">The batch has an input twice.</exception>
    /// <exception cref="InvalidDataException">The model is not the one that the client was generated for.</exception>
    /// <exception cref="ObjectDisposedException">The client has been disposed.</exception>
    protected ModelOutputs Run(ModelBatch batch)
    {
        _ = batch ?? throw new ArgumentNullException(nameof(batch));
        var session = Enter();
        try
        {
            CheckInputs(session, batch);
            using var run = new RunOptions();
            var values = batch.ToValues();
            try
            {
                using var outputs = session.Run(run, batch.Names, values, session.OutputNames);
                return ModelOutputs.Copy(batch.Rows, session.OutputNames, outputs);
            }
            finally
            {
                ModelBatch.Free(values);
            }
        }
        finally
        {
            Leave();
        }
    }

#if NET
    /// <summary>Finds the reasons of predictions, exactly. The first call loads the model a second time, with what its trees are asked as an output.</summary>
    /// <param name="batch">The rows, as of <see cref="Run"/>.</param>
    /// <param name="count">How many reasons of each; there are fewer where the model has fewer columns.</param>
    /// <param name="answers">For each row the place of the class whose reasons they are; null: the model has one answer.</param>
    /// <returns>For each row its reasons, the strongest first.</returns>
    /// <exception cref="InvalidDataException">No reasons can be had of the model, or it is not the one that the client was generated for.</exception>
    /// <exception cref="ObjectDisposedException">The client has been disposed.</exception>
    protected IReadOnlyList<Reason>[] FindReasons(ModelBatch batch, int count, int[]? answers)
    {
        _ = batch ?? throw new ArgumentNullException(nameof(batch));
        var session = Enter();
        try
        {
            CheckInputs(session, batch);
            ReasonFinder reasons;
            lock (_gate)
            {
                reasons = _reasons ??= new ReasonFinder(_source);
            }

            return reasons.Find(batch, count, answers);
        }
        finally
        {
            Leave();
        }
    }
#endif

    private void CheckInputs(InferenceSession session, ModelBatch batch)
    {
        if (Volatile.Read(ref _inputsChecked))
        {
            return;
        }

        if (batch.Names.Distinct(StringComparer.Ordinal).Count() < batch.Names.Count)
        {
            throw new ArgumentException($"The batch has an input twice: {string.Join(", ", batch.Names)}. Add each column once.", nameof(batch));
        }

        foreach (var name in batch.Names)
        {
            var expected = batch.ElementType(name);
            if (!session.InputMetadata.TryGetValue(name, out var input))
            {
                throw Foreign($"it has no input '{name}'");
            }

            if (input.ElementType != expected)
            {
                throw Foreign($"its input '{name}' is of {input.ElementType?.Name}, and the client gives {expected.Name}");
            }
        }

        foreach (var name in session.InputNames)
        {
            if (!batch.Has(name))
            {
                throw Foreign($"it also wants an input '{name}'");
            }
        }

        Volatile.Write(ref _inputsChecked, true);
    }

    private InvalidDataException Foreign(string difference) =>
        new($"The model '{_source.Name}' is not the one that {GetType().Name} was generated for: {difference}. Use client and model of one build.");

    private InferenceSession Enter()
    {
        lock (_gate)
        {
            if (!_disposed)
            {
                _session ??= _source.Open();
                _running++;
                return _session;
            }
        }

        throw new ObjectDisposedException(GetType().FullName);
    }

    private void Leave()
    {
        lock (_gate)
        {
            _running--;
            CloseWhenIdle();
        }
    }

    /// <summary>A session must outlive the runs that use it: freeing it under them would crash the process.</summary>
    private void CloseWhenIdle()
    {
        if (_disposed && _running == 0)
        {
            _session?.Dispose();
            _session = null;
#if NET
            _reasons?.Dispose();
            _reasons = null;
#endif
        }
    }
}
