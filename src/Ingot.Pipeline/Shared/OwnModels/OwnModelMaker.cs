using System.Security.Cryptography;
using Ingot.Artifacts;
using Ingot.Core.Diagnostics;
using Ingot.Core.Schemas;
using Ingot.Core.Specs;
using Ingot.Core.Statistics;
using Ingot.Core.Tables;
using Ingot.Onnx;
using Ingot.Releases.Models;
using Ingot.Releases.Validation;
using Ingot.Scoring;
using Ingot.Training;
using Ingot.Training.Pipelines;
using Microsoft.ML.OnnxRuntime;

namespace Ingot.Pipeline.Shared.OwnModels;

/// <summary>
/// Makes the model of a project that brings its own: the ONNX file, judged as one of somebody else's; joined with the columns and the outputs of the task;
/// tried in a process of its own; and its answers looked at.
/// </summary>
/// <param name="context">Of the stage.</param>
/// <param name="spec">What the project says.</param>
/// <param name="schema">Its columns.</param>
/// <param name="sink">Takes diagnostics.</param>
/// <param name="progress">Takes progress.</param>
internal sealed class OwnModelMaker(StageContext context, ModelSpec spec, ModelSchema schema, IDiagnosticSink sink, IStageProgress progress)
{
    // As many rows say whether the answers are what they should be.
    private const int MostRows = 20_000;
    private const int TriedRows = 20;

    private readonly OwnModelSpec _own = spec.OwnModel!;

    /// <summary>Makes the ONNX file.</summary>
    /// <exception cref="IngotException">INGOT206x, or the codes of ONNX files of somebody else, INGOT902x.</exception>
    public TrainingReport Make(Table training, string file)
    {
        var saved = _own.IsSavedPipeline;
        var pipeline = saved || _own.Kind == OwnModelKind.Pipeline ? new PipelineTrainer(spec, schema) : null;
        var (bytes, name) = _own.Kind switch
        {
            OwnModelKind.Pretrained when saved => (pipeline!.Load(Pretrained(), Path.GetFileName(_own.File!), training, context.Cancellation), Path.GetFileName(_own.File!)),
            OwnModelKind.Pretrained => (Pretrained(), Path.GetFileName(_own.File!)),
            OwnModelKind.Command => (new TrainingCommand(context, spec, schema, sink, progress).Run(training, file), "the model that the command wrote"),
            _ => (pipeline!.Run(training, progress, context.Cancellation), "the model that ML.NET wrote"),
        };
        var own = pipeline is null ? _own : _own with { Output = pipeline.Output };
        OnnxFileCheck.Require(bytes, _own.Location, allowControlFlow: context.Trial is not null);

        progress.Report("joining the model with the columns");
        var (onnx, isGuess) = OwnModelWriter.Write(bytes, own, name, schema, spec.Columns, training, spec.ClassificationThreshold, spec.Name, sink);
        var rows = Sample(training);
        Try(onnx, rows);

        using var scorer = new OnnxScorer(onnx, file, context.Threads);
        var difference = pipeline is null ? double.NaN : Compare(pipeline, scorer, training);
        var (metric, value) = new OwnModelCheck(
            spec, schema, rows, RunFaults.Told(() => scorer.Score(rows, schema, rows: null, context.Cancellation), _own.Location, "training")).Run(isGuess, sink);
        File.WriteAllBytes(file, onnx);
        return new TrainingReport(
            spec.Trainer.Name, 0, metric, value, difference, new SortedDictionary<string, string>(spec.Trainer.Parameters.ToDictionary(), StringComparer.Ordinal))
        {
            OwnModel = $"{name}, SHA-256 {Convert.ToHexStringLower(SHA256.HashData(bytes))}",
        };
    }

    private byte[] Pretrained()
    {
        if (!File.Exists(_own.File))
        {
            throw Unreadable($"The PretrainedModel '{_own.File}' does not exist. Correct its path, or put the file there.");
        }

        return LargeFilePointer.TryReadHash(_own.File) is null
            ? File.ReadAllBytes(_own.File)
            : throw Unreadable($"The PretrainedModel '{Path.GetFileName(_own.File)}' was not fetched: what lies there is the pointer of Git LFS. Run git lfs pull.");
    }

    private double Compare(PipelineTrainer pipeline, OnnxScorer scorer, Table training)
    {
        progress.Report("comparing the ONNX model with ML.NET");
        var rows = HardRows.Of(schema, training);
        try
        {
            return pipeline.Compare(rows, scorer.Score(rows, schema, rows: null, context.Cancellation), context.Cancellation);
        }
        catch (OnnxRuntimeException e)
        {
            throw pipeline.DoesNotRun(e);
        }
    }

    private Table Sample(Table training)
    {
        if (training.Rows <= MostRows)
        {
            return training;
        }

        if (schema.Task == ModelTask.Ranking)
        {
            // Of a query all rows or none.
            return training.Take(RowSample.OfGroups(RowGroups.Of(training[schema.Group!.Name]).Groups, MostRows, spec.Seed));
        }

        var (random, rows) = (new SplitMix64((ulong)spec.Seed), new List<int>(MostRows));
        for (var row = 0; row < training.Rows; row++)
        {
            if (random.Below(training.Rows - row) < MostRows - rows.Count)
            {
                rows.Add(row);
            }
        }

        return training.Take([.. rows]);
    }

    /// <summary>What somebody made is loaded and asked where it can do no harm before it is here.</summary>
    private void Try(byte[] onnx, Table rows)
    {
        List<SchemaColumn> features = [.. schema.Features];
        var asked = Enumerable.Range(0, Math.Min(TriedRows, rows.Rows)).Select(row => new GoldenRow(row, GoldenFile.Inputs(features, rows, row), []));
        try
        {
            (context.Trial ?? new InProcessTrial(new TrialLimits())).Answer(new TrialSubject(spec.Trainer.Location.File, onnx, schema, [.. asked]), context.Cancellation);
        }
        catch (InvalidDataException e)
        {
            throw new IngotException(TrainDiagnostics.OwnModelInputs.At(
                _own.Location, $"{e.Message.TrimEnd('.')}. What its inputs are made of may not be what it learned from: look at Columns and at the types in the schema."), e);
        }
        catch (IngotException e) when (e.Diagnostic.Descriptor == EvaluateDiagnostics.CorruptModel)
        {
            throw Unreadable($"{e.Diagnostic.Message.Split(" Fetch the package again")[0].Split(" Delete it and train again")[0]} Export the model again, for the operators of ai.onnx and ai.onnx.ml.", e);
        }
    }

    private IngotException Unreadable(FormattableString message, Exception? inner = null) =>
        new(InfrastructureDiagnostics.OnnxUnreadable.At(_own.Location, message), inner);
}
