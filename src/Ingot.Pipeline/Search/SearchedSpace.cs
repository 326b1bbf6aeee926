using Ingot.Core.Specs;
using Ingot.Search.Spaces;
using Ingot.Training;

namespace Ingot.Pipeline.Search;

/// <summary>What is searched, and what is not.</summary>
/// <param name="Space">What is searched.</param>
/// <param name="Base">As <see cref="SearchDefinition.Base"/>.</param>
/// <param name="NamesTrainers">As <see cref="SearchDefinition.NamesTrainers"/>.</param>
/// <param name="Learners">The learners of the trainers.</param>
/// <param name="Fixed">As <see cref="SearchDefinition.Fixed"/>.</param>
internal sealed record SearchedSpace(
    SearchSpace Space, TrainerSpec Base, bool NamesTrainers, IReadOnlyList<ILearner> Learners, IReadOnlyList<(string Name, string Value, IReadOnlyList<ParameterCondition> Conditions)> Fixed);
