using Ingot.Artifacts.Stages;
using Microsoft.Build.Framework;
using Microsoft.Build.Utilities;

namespace Ingot.Sdk.Tasks;

/// <summary>Says where people find what the gates found: the card of what failed, and the pages of CI systems.</summary>
/// <param name="log">Takes it.</param>
/// <param name="ingotFolder">The folder of all stages of this model.</param>
/// <param name="project">What the project says.</param>
/// <param name="isCanceled">Whether the build was cancelled.</param>
internal sealed class GateNotice(TaskLoggingHelper log, string ingotFolder, ModelProject project, Func<bool> isCanceled)
{
    /// <summary>Says it, once the gates have been decided.</summary>
    /// <param name="passed">Whether all passed.</param>
    /// <param name="first">Whether they were never decided before in this folder: then it is said what the model is worth and what comes next.</param>
    public void Give(bool passed, bool first)
    {
        var model = project["ModelName"];
        var card = Path.GetFullPath(GateFiles.Card.PathIn(ingotFolder, model));
        if (!passed && !isCanceled() && File.Exists(card))
        {
            // What failed is not exported: its card is nowhere else.
            log.LogText(MessageImportance.High, "The model card of what failed is {0}", card);
        }

        var look = GateFiles.FirstLook.PathIn(ingotFolder, model);
        if (first && !isCanceled() && File.Exists(look))
        {
            foreach (var line in File.ReadAllLines(look))
            {
                log.LogText(MessageImportance.High, "{0}", line);
            }

            if (passed && File.Exists(card))
            {
                log.LogText(MessageImportance.High, "The model card, with curves, slices and what each column is worth, is {0}", card);
            }
        }

        new CiReport(log, project["ProjectFile"], isCanceled).Write(
            GateFiles.Summary.PathIn(ingotFolder, model), GateFiles.OpenMetrics.PathIn(ingotFolder, model), model);
    }
}
