using Ingot.Artifacts.Stages;
using Ingot.Core.Diagnostics;
using Ingot.Core.Tables;
using Ingot.Data;
using Ingot.Pipeline.Shared;
using Microsoft.ML.OnnxRuntime;

namespace Ingot.Pipeline.Tests;

/// <summary>Models that a project brings: an ONNX file, or a command that writes one. What is brought here is a model that Ingot trained.</summary>
public sealed class OwnModelTests : IDisposable
{
    private readonly ModelFolder _model = new();

    public OwnModelTests()
    {
        _model.AddItem("Trainer", "LogisticRegression", 6);
        Assert.Equal(StageOutcome.Passed, _model.Run(Stage.Prepare, Stage.Train, Stage.Evaluate));
        File.Copy(_model.Output(Stage.Train, "model.onnx"), _model.File("brought.onnx"));
        Own = Probabilities();
        _model.Items.Clear();
    }

    private double[] Own { get; }

    public void Dispose() => _model.Dispose();

    [Fact]
    public void A_pretrained_model_answers_as_it_did_and_goes_all_the_way()
    {
        Bring();
        _model.AddItem("Gate", "AUC", 8, ("Min", "0.7"));

        Assert.Equal(StageOutcome.Passed, _model.Run(Stage.Prepare, Stage.Train, Stage.Evaluate, Stage.Gate, Stage.Export));
        Assert.Empty(_model.Diagnostics.Items);
        Assert.Equal(Own, Probabilities());
        var report = File.ReadAllText(_model.Output(Stage.Train, "report.json"));
        Assert.Contains("\"ownModel\": \"brought.onnx, SHA-256 ", report, StringComparison.Ordinal);
        Assert.Contains("Pretrained", File.ReadAllText(_model.Output(Stage.Gate, "Leave.card.md")), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("none", "INGOT9021", "does not exist")]
    [InlineData("pointer", "INGOT9021", "git lfs pull")]
    [InlineData("csv", "INGOT9021", "cannot be read")]
    [InlineData("turned", "INGOT2007", "stand in another order")]
    [InlineData("score", "INGOT2061", "As=\"Logits\"")]
    [InlineData("both", "INGOT2061", "Several outputs")]
    public void What_is_wrong_with_it_is_told_at_its_line(string fault, string code, string message)
    {
        switch (fault)
        {
            case "none":
                File.Delete(_model.File("brought.onnx"));
                break;
            case "pointer":
                File.WriteAllText(_model.File("brought.onnx"), $"version https://git-lfs.github.com/spec/v1\noid sha256:{new string('a', 64)}\nsize 5\n");
                break;
            case "csv":
                File.Copy(_model.File("train.csv"), _model.File("brought.onnx"), overwrite: true);
                break;
        }

        _model.AddItem("PretrainedModel", _model.File("brought.onnx"), 7, [
            .. fault == "both" ? Array.Empty<(string, string)>() : [("Output", fault == "score" ? "score" : "probability")],
            ("Classes", fault == "turned" ? "Yes;No" : "No;Yes"),
        ]);
        _model.Run(Stage.Prepare, Stage.Train);

        var said = Assert.Single(_model.Diagnostics.Items);
        Assert.Equal((code, 7), (said.Code, said.Location.Line));
        Assert.Contains(message, said.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Logits_are_made_probabilities()
    {
        _model.AddItem("PretrainedModel", _model.File("brought.onnx"), 7, ("Output", "score"), ("As", "Logits"), ("Classes", "No;Yes"));

        Assert.Equal(StageOutcome.Passed, _model.Run(Stage.Prepare, Stage.Train, Stage.Evaluate));
        Assert.Empty(_model.Diagnostics.Items);
        Assert.All(Own.Zip(Probabilities()), p => Assert.Equal(p.First, p.Second, 1e-6));
    }

    [Fact]
    public void Tests_that_train_again_say_that_it_cannot_be_and_others_are_made()
    {
        Bring();
        _model.AddItem("StabilityTest", "seeds", 9, ("Metric", "AUC"), ("MaxSpread", "0.1"));
        _model.AddItem("SimplerModelTest", "Constant", 10, ("Metric", "AUC"), ("MinGain", "0.1"));
        _model.Run(Stage.Prepare, Stage.Train, Stage.Challenge);

        Assert.Equal([("INGOT2068", 9)], _model.Diagnostics.Items.Select(d => (d.Code, d.Location.Line)));
    }

    [Fact]
    public void A_command_is_handed_rows_and_its_file_is_the_model()
    {
        Train(Copy("brought.onnx"));

        Assert.Equal(StageOutcome.Passed, _model.Run(Stage.Prepare, Stage.Train, Stage.Evaluate));
        Assert.Empty(_model.Diagnostics.Items);
        Assert.Equal(Own, Probabilities());
        Assert.Empty(Directory.EnumerateDirectories(_model.File("ingot/train")));
    }

    [Fact]
    public void It_gets_rows_schema_seed_and_label_as_words_and_in_its_environment()
    {
        if (OperatingSystem.IsWindows())
        {
            return;
        }

        var kept = _model.File("kept");
        Directory.CreateDirectory(kept);
        Train($"sh -c 'cp {{training-csv}} {{validation-csv}} {{schema}} \"{kept}\"; cp \"$INGOT_TRAINING_CSV\" \"{kept}/again.csv\"; echo 35% half; echo {{seed}} {{label}} \"$INGOT_THREADS\"; cp brought.onnx {{model}}'");

        Assert.Equal(StageOutcome.Passed, _model.Run(Stage.Prepare, Stage.Train));
        var (training, validation) = (File.ReadAllLines(Path.Combine(kept, "training.csv")), File.ReadAllLines(Path.Combine(kept, "validation.csv")));
        Assert.Equal("usage,age,plan,left", training[0]);
        Assert.Equal((811, 91), (training.Length, validation.Length));
        Assert.Equal(File.ReadAllText(Path.Combine(kept, "training.csv")), File.ReadAllText(Path.Combine(kept, "again.csv")));
        Assert.Contains("\"left\"", File.ReadAllText(Path.Combine(kept, "schema.json")), StringComparison.Ordinal);
        Assert.Contains("half", _model.Progress);
        Assert.Contains("1 left 2", _model.Progress);
    }

    [Theory]
    [InlineData("no-such-program-of-ours {model}", "cannot be started")]
    [InlineData("sh -c 'echo first >&2; echo the reason >&2; exit 3'", "exit code 3; the last that it said: first | the reason")]
    [InlineData("sh -c 'exit 0'", "wrote no ONNX file")]
    [InlineData("sh -c 'sleep 600'", "had not ended after")]
    [InlineData("sh {nothing}", "placeholder '{nothing}'")]
    public void A_command_that_fails_leaves_no_model_and_its_own_words(string command, string message)
    {
        if (OperatingSystem.IsWindows())
        {
            return;
        }

        Train(command, ("Timeout", command.Contains("sleep", StringComparison.Ordinal) ? "0.3s" : "60s"));

        Assert.Equal(StageOutcome.BadInput, _model.Run(Stage.Prepare, Stage.Train));
        var error = Assert.Single(_model.Diagnostics.Items);
        Assert.Equal(("INGOT2065", 7), (error.Code, error.Location.Line));
        Assert.Contains(message, error.Message, StringComparison.Ordinal);
        Assert.Contains("LogisticRegression", File.ReadAllText(_model.Output(Stage.Train, "report.json")), StringComparison.Ordinal);
    }

    [Fact]
    public void A_command_ends_with_the_build_that_is_cancelled()
    {
        if (OperatingSystem.IsWindows())
        {
            return;
        }

        var pid = _model.File("pid");
        Train($"sh -c 'echo $$ > \"{pid}\"; echo begun; sleep 600; sleep 600'");
        Assert.Equal(StageOutcome.Passed, _model.Run(Stage.Prepare));
        using var cancellation = new CancellationTokenSource();
        _model.OnProgress = () =>
        {
            if (_model.Progress[^1] == "begun")
            {
                cancellation.Cancel();
            }
        };

        Assert.Throws<OperationCanceledException>(() => _model.Run(Stage.Train, cancellation.Token));
        Assert.False(Directory.Exists($"/proc/{File.ReadAllText(pid).Trim()}"));
    }

    [Fact]
    public void A_script_that_no_item_names_is_a_warning()
    {
        File.WriteAllText(_model.File("train.sh"), "cp brought.onnx \"$1\"");
        if (OperatingSystem.IsWindows())
        {
            return;
        }

        Train("sh train.sh {model}");
        Assert.Equal(StageOutcome.Passed, _model.Run(Stage.Prepare, Stage.Train));
        Assert.Equal("INGOT2069", Assert.Single(_model.Diagnostics.Items).Code);

        _model.AddItem("TrainerInput", _model.File("train.sh"), 8);
        Assert.Equal(StageOutcome.Passed, _model.Run(Stage.Prepare, Stage.Train));
        Assert.Empty(_model.Diagnostics.Items);
    }

    [Fact]
    public void Rivals_are_trained_by_the_command_too()
    {
        Train(Copy("brought.onnx"));
        _model.AddItem("StabilityTest", "seeds", 9, ("Metric", "AUC"), ("MaxSpread", "0.1"), ("Seeds", "2"));

        Assert.Equal(StageOutcome.Passed, _model.Run(Stage.Prepare, Stage.Train, Stage.Challenge));
        Assert.Equal(2, Directory.EnumerateFiles(_model.File("ingot/challenge"), "*.onnx").Count());
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void A_model_that_loads_and_does_not_run_is_told_at_its_line(bool sideBySide)
    {
        float[] Run()
        {
            using var session = new InferenceSession([1, 2, 3]);
            return [];
        }

        float[] RunAll()
        {
            Parallel.For(0, 2, _ => Run());
            return [];
        }

        var fault = Assert.Throws<IngotException>(() => RunFaults.Told<float[]>(sideBySide ? RunAll : Run, new SourceLocation("M.csproj", 7), "reference")).Diagnostic;
        Assert.Equal(("INGOT2060", 7), (fault.Code, fault.Location.Line));
        Assert.StartsWith("The model cannot be run on the reference rows: ", fault.Message, StringComparison.Ordinal);
        Assert.Throws<InvalidOperationException>(() => RunFaults.Told<float[]>(() => throw new InvalidOperationException(), default, "reference"));
    }

    private void Bring() => _model.AddItem("PretrainedModel", _model.File("brought.onnx"), 7, ("Output", "probability"), ("Classes", "No;Yes"));

    private void Train(string command, params (string Name, string Value)[] more) =>
        _model.AddItem("Trainer", "Command", 7, [("Command", command), ("Output", "probability"), ("Classes", "No;Yes"), .. more]);

    private string Copy(string file) => OperatingSystem.IsWindows() ? $"cmd /c copy \"{_model.File(file)}\" {{model}}" : $"cp \"{_model.File(file)}\" {{model}}";

    private double[] Probabilities() => ((NumberColumn)ParquetTable.Read(_model.Output(Stage.Evaluate, "predictions.parquet"), ["probability"])["probability"]).Values;
}
