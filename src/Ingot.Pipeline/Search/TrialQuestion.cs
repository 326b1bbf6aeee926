using System.Text;
using System.Text.Json.Serialization;
using Ingot.Core;
using Ingot.Core.Specs;

namespace Ingot.Pipeline.Search;

/// <summary>Which trainer is to be measured, as a worker on another machine reads it.</summary>
/// <param name="Trainer">As <see cref="TrainerSpec.Name"/>.</param>
/// <param name="IsBoostedTrees">As <see cref="TrainerSpec.IsBoostedTrees"/>.</param>
/// <param name="Parameters">As <see cref="TrainerSpec.Parameters"/>.</param>
internal sealed record TrialQuestion(string Trainer, bool IsBoostedTrees, SortedDictionary<string, string> Parameters)
{
    /// <summary>Whether what its models say of the measured rows is asked too.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool AsksPredictions { get; init; }

    /// <summary>Asks for a trainer.</summary>
    public static TrialQuestion Of(TrainerSpec trainer) => new(trainer.Name, trainer.IsBoostedTrees, new SortedDictionary<string, string>(trainer.Parameters.ToDictionary(), StringComparer.Ordinal));

    /// <summary>Reads what <see cref="ToJson"/> writes.</summary>
    public static TrialQuestion Read(string json) => JsonFormat.Parse<TrialQuestion>(Encoding.UTF8.GetBytes(json), JsonFormat.Options);

    /// <summary>The question as text: the same trainer has the same.</summary>
    public string ToJson() => JsonFormat.Write(this) + "\n";

    /// <summary>The trainer that is asked for, of a search.</summary>
    public TrainerSpec For(SearchDefinition definition) => definition.Base with
    {
        Name = Trainer,
        Parameters = new Dictionary<string, string>(Parameters, StringComparer.OrdinalIgnoreCase),
        Location = definition.Spec.Location,
        IsBoostedTrees = IsBoostedTrees,
        IsImplied = false,
    };
}
