using Ingot.Core.Diagnostics;
using Ingot.Releases.Channels;
using Ingot.Serving.Pages;
using Ingot.Serving.Requests;
using Ingot.Serving.Security;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using NuGet.Packaging;

namespace Ingot.Serving.Endpoints;

/// <summary>The pages on which channels are changed, by the scope <c>admin</c>.</summary>
internal static class ChannelEndpoints
{
    private const int LongestReason = 1000;

    public static void Map(RouteGroupBuilder group)
    {
        var manage = group.MapGroup(PageLinks.Channels).RequireAuthorization(PagePolicies.Manage).ExcludeFromDescription();
        manage.MapGet(string.Empty, Open);
        var channel = manage.MapGroup("{channel}/{package}");
        channel.MapGet(string.Empty, ShowAsync);
        Map(channel, ChannelForms.Promote, (desk, r) => desk.PromoteAsync(r.Channel, r.Package, r.Version, r.Reason, r.Signed, r.By, r.Cancellation));
        Map(channel, ChannelForms.Rollback, (desk, r) => desk.RollbackAsync(r.Channel, r.Package, r.Version.Length > 0 ? r.Version : null, r.Reason, r.By, r.Cancellation));
        Map(channel, ChannelForms.Retire, (desk, r) => desk.RetireAsync(r.Package, r.Version, r.Reason, r.By, r.Cancellation));
        Map(channel, ChannelForms.Approve, (desk, r) => desk.ApproveAsync(r.Channel, r.Package, r.Version, r.Signed!, r.By, r.Cancellation));
    }

    private static void Map(RouteGroupBuilder channel, string form, Func<ChannelDesk, ChannelRequest, Task> action) => channel.MapPost(
        form, (HttpContext context, string channel, string package, ChannelDesk desk, PageRenderer renderer) => DoAsync(context, channel, package, desk, renderer, form, action));

    // The form of the overview: a channel that has no page to click on yet.
    private static IResult Open(HttpContext context, string? channel, string? package) => IsAddress(channel?.Trim(), package)
        ? Results.LocalRedirect(PageLinks.Root(context) + PageLinks.Channel(channel!.Trim(), package!))
        : new ErrorResult(RequestException.Wrong($"'{channel}' is not a channel's name: expected lower-case letters, digits and hyphens, such as production."));

    private static async Task<IResult> ShowAsync(
        HttpContext context, string channel, string package, string? version, string? done, ChannelDesk desk, PageRenderer renderer) => IsAddress(channel, package)
        ? await RenderAsync(context, channel, package, Text(version), desk, renderer, v => v with { Notice = Notice(v.Channel.State, done) })
        : new ErrorResult(RequestException.NotFound($"There is no such channel or package."));

    private static async Task<IResult> DoAsync(
        HttpContext context, string channel, string package, ChannelDesk desk, PageRenderer renderer, string name, Func<ChannelDesk, ChannelRequest, Task> action)
    {
        if (!IsAddress(channel, package))
        {
            return new ErrorResult(RequestException.NotFound($"There is no such channel or package."));
        }

        IFormCollection form;
        try
        {
            form = await PostedForm.ReadAsync(context);
        }
        catch (RequestException e)
        {
            return new ErrorResult(e);
        }

        var request = new ChannelRequest(
            channel, package, form.Field("version"), form.Field("reason"), await SignedAsync(form), PageCookie.NameOf(context.User) ?? Environment.UserName, context.RequestAborted);
        PageProblem problem;
        try
        {
            if (Missing(name, request) is not { } missing)
            {
                await action(desk, request);
                return new SeeOther($"{PageLinks.Root(context)}{PageLinks.Channel(channel, package)}?done={name}");
            }

            problem = new PageProblem(name, null, missing);
        }
        catch (IngotException e)
        {
            problem = new PageProblem(name, e.Diagnostic.Code, e.Diagnostic.Message);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            problem = new PageProblem(name, InfrastructureDiagnostics.FileSystem.Code, $"The file system refused '{name}': {e.Message} Let the server write the folder of the channels.");
        }

        var version = name is ChannelForms.Promote or ChannelForms.Approve ? Text(request.Version) : null;
        return await RenderAsync(context, channel, package, version, desk, renderer, v => v with { Problem = problem with { Reason = request.Reason } }, StatusCodes.Status422UnprocessableEntity);
    }

    private static async Task<IResult> RenderAsync(
        HttpContext context, string channel, string package, string? version, ChannelDesk desk, PageRenderer renderer, Func<ChannelView, ChannelView> change, int status = StatusCodes.Status200OK)
    {
        try
        {
            var view = change(await desk.ViewAsync(channel, package, version, context.RequestAborted));
            var page = await renderer.ContextAsync(context, hasForms: true) with { HasScript = true };
            return await renderer.RenderAsync<ChannelPage>(context, page, new() { [nameof(ChannelPage.View)] = view }, status);
        }
        catch (IngotException e)
        {
            return new ErrorResult(new RequestException(StatusCodes.Status500InternalServerError, $"{e.Diagnostic.Code}: {e.Diagnostic.Message}"));
        }
    }

    private static bool IsAddress(string? channel, string? package) =>
        channel is not null && package is not null && ChannelFolder.IsChannel(channel) && PackageIdValidator.IsValidPackageId(package);

    private static string? Text(string? text) => string.IsNullOrWhiteSpace(text) ? null : text.Trim();

    // Signed in the browser, or the file that the command line wrote.
    private static async Task<string?> SignedAsync(IFormCollection form)
    {
        if (form.Files["file"] is { Length: > 0 } file)
        {
            using var reader = new StreamReader(file.OpenReadStream());
            return await reader.ReadToEndAsync();
        }

        return Text(form["signed"]);
    }

    private static string? Missing(string form, ChannelRequest request) =>
        form == ChannelForms.Approve ? (request.Signed is null ? "There is no signed approval. Choose your key's file, and allow this page its script; or choose the file that 'dotnet ingot approve' wrote." : null)
        : request.Reason.Length is 0 or > LongestReason ? $"Say why, in up to {LongestReason} characters: people will read it."
        : request.Version.Length == 0 && form != ChannelForms.Rollback ? "Name the version."
        : null;

    private static string? Notice(ChannelState state, string? done) => done switch
    {
        ChannelForms.Promote or ChannelForms.Rollback when state.Current is { } current => $"{current.Version} holds {state.Channel} now. Commit {state.Channel}/{state.Package}.json.",
        ChannelForms.Retire when state.Retired is [var retired, ..] => $"{retired.Version} is retired in all channels. Commit their files.",
        ChannelForms.Approve => $"What was signed waits for the promotion. Commit it, in {state.Channel}/approvals.",
        _ => null,
    };
}
