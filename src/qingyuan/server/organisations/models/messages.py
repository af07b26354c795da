"""Messages inside the site."""

from __future__ import annotations

from typing import Any, ClassVar

from django.db import models

from qingyuan.server.organisations.models.accounts import Post, User


class MessageQuerySet(models.QuerySet["Message"]):
    """Questions about messages; each belongs to one post, and so to its holder."""

    def visible_to(self, user: User) -> MessageQuerySet:
        """Those of the posts that the account holds."""
        return self.filter(post__in=[post.pk for post in user.current_posts])

    def unread(self) -> MessageQuerySet:
        """Those not opened yet."""
        return self.filter(read_at__isnull=True)


class Message(models.Model):
    """消息: addressed to a post, so that it passes to whoever takes the post over."""

    post = models.ForeignKey(Post, on_delete=models.CASCADE, related_name="messages")
    topic = models.CharField(max_length=60)  # "notice:12": what it is about
    about = models.CharField(max_length=40, blank=True)  # "campaign:3": what that belongs to
    title = models.CharField(max_length=120)
    text = models.CharField(max_length=600, blank=True)
    link = models.CharField(max_length=200, blank=True)
    sent_at = models.DateTimeField()
    read_at = models.DateTimeField(null=True)
    done_at = models.DateTimeField(null=True)  # what it asked for has been done

    objects = MessageQuerySet.as_manager()

    class Meta:
        verbose_name = "消息"
        indexes: ClassVar[list[Any]] = [
            models.Index(fields=["post", "read_at", "-sent_at"], name="message_box"),
            models.Index(fields=["topic", "post"], name="message_topic"),
        ]
